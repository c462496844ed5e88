// A parent shares the plan with a school, the school opens it without an account, the parent sees that and stops it.
import { expect, test, axeClean, noSidewaysScroll } from '../support/fixtures';
import { newPage, person } from '../support/people';

test('sharing and revoking: a link for a school with a code, opened, seen by the family and stopped', async ({ browser }) => {
  test.slow();
  const phone = await person(browser, 'Nadia Rahman', { viewport: { width: 390, height: 844 } });
  await phone.goto('/my/share');
  await phone.getByRole('radio', { name: /^School or nursery/ }).check();
  await phone.getByRole('button', { name: 'Make the link' }).click();
  await expect(phone.getByRole('link', { name: 'Say who it is for, in 2 to 60 letters' })).toBeVisible();
  await expect(phone.getByRole('radio', { name: /^School or nursery/ })).toBeChecked();
  await phone.getByLabel('What do you call them?').fill('Marks Gate Juniors');
  await phone.getByRole('button', { name: 'Make the link' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Your link for Marks Gate Juniors' })).toBeVisible();
  await expect(phone.getByRole('img', { name: 'QR picture of the link' })).toBeVisible();
  await noSidewaysScroll(phone);
  await axeClean(phone);
  const link = new URL(await phone.getByText(/\/s\/[0-9a-f]{32}/).innerText()).pathname;
  const code = await phone.getByText(/^\d{3} \d{3}$/).innerText();
  expect(phone.url()).not.toContain(link);

  const school = await newPage(browser, { viewport: { width: 390, height: 844 }, allow: [/410/] });
  await school.goto(link);
  await expect(school.getByRole('heading', { level: 1, name: 'Somebody shared a plan with you' })).toBeVisible();
  await expect(school.getByText('Rahman')).toHaveCount(0);
  await axeClean(school);
  await school.getByLabel('Code', { exact: true }).fill(code);
  await school.getByRole('button', { name: 'Show the plan' }).click();
  await expect(school.getByRole('heading', { level: 1, name: /Rahman/ })).toBeVisible();
  await expect(school.getByRole('heading', { name: 'Asthma attack? Do this now' })).toBeVisible();
  await expect(school.getByText('Green zone')).toHaveCount(0);
  await noSidewaysScroll(school);
  await axeClean(school);
  const card = await school.request.get(`${link}/card.pdf`);
  expect(card.headers()['content-type']).toBe('application/pdf');

  await phone.goto('/my/share');
  await expect(phone.getByText('Opened 2 times')).toBeVisible();
  await phone.getByRole('button', { name: 'Stop sharing with Marks Gate Juniors' }).click();
  await expect(phone.getByText('Links that no longer work (1)')).toBeVisible();
  await school.reload();
  await expect(school.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible();
  await expect(school.getByRole('heading', { name: 'Asthma attack? Do this now' })).toBeVisible();

  await phone.goto('/my/seen');
  await expect(phone.getByText('Your link for Marks Gate Juniors').first()).toBeVisible();
  await axeClean(phone);
});
