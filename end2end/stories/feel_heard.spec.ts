// What an ICB writes for its patients, what patients say of the app, and the air outside.
import { expect, test, axeClean, noSidewaysScroll } from '../support/fixtures';
import { person } from '../support/people';

const PHONE = { viewport: { width: 390, height: 844 } };

test('a health hack: written by the ICB, approved, read by a patient, and taken back', async ({ browser }) => {
  test.slow();
  const lead = await person(browser, 'Marcus Reid');
  await lead.goto('/icb/QZZ/hacks');
  await expect(lead.getByText('1 page has to be looked at again')).toBeVisible();
  await lead.getByRole('link', { name: 'Write a new page' }).click();
  await lead.getByLabel('Heading').fill('Swimming in Northmoor');
  await lead.getByLabel('Text', { exact: true }).fill('Warm, damp air is kind to lungs.\n\n- Wean off your inhaler first.');
  await lead.getByRole('button', { name: 'Send to the clinical safety officer' }).click();
  await expect(lead.getByRole('link', { name: /Take out “wean”/ })).toBeVisible();
  await expect(lead.getByLabel('Heading')).toHaveValue('Swimming in Northmoor');
  await axeClean(lead);
  await lead.getByLabel('Text', { exact: true }).fill('Warm, damp air is kind to lungs.\n\n- Take your reliever to the pool.\n- Tell the lifeguard about your asthma.');
  await lead.getByLabel('Who looks after this page?').fill('Northmoor public health team');
  const day = new Date(Date.now() + 200 * 24 * 3600 * 1000);
  await lead.getByLabel('Day').fill(String(day.getDate()));
  await lead.getByLabel('Month').fill(String(day.getMonth() + 1));
  await lead.getByLabel('Year').fill(String(day.getFullYear()));
  await lead.getByRole('button', { name: 'Send to the clinical safety officer' }).click();
  const card = (page: typeof lead) => page.locator('section', { has: page.getByRole('heading', { level: 2, name: 'Swimming in Northmoor' }) });
  await expect(card(lead).getByText('Waits for approval')).toBeVisible();
  await expect(lead.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

  const phone = await person(browser, 'Zainab Hussain', { ...PHONE, allow: [/404/] });
  await phone.goto('/my/more');
  await phone.getByRole('link', { name: 'Health hacks: tips from your local NHS' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Health hacks' })).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'Cold and windy days' })).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'Walks away from traffic' }), 'nobody has approved it').toHaveCount(0);
  await expect(phone.getByRole('heading', { name: 'Swimming in Northmoor' })).toHaveCount(0);

  const officer = await person(browser, 'Helen Fraser');
  await officer.goto('/icb/QZZ/hacks');
  await officer.getByRole('button', { name: 'Approve Swimming in Northmoor version 1' }).click();
  await expect(card(officer).getByText('Patients see it', { exact: true })).toBeVisible();
  await axeClean(officer);

  await phone.reload();
  await phone.getByRole('link', { name: 'Read this: Swimming in Northmoor' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Swimming in Northmoor' })).toBeVisible();
  await expect(phone.getByRole('listitem').filter({ hasText: 'Tell the lifeguard about your asthma.' })).toBeVisible();
  await expect(phone.getByText(/^From Northmoor ICB .*: Northmoor public health team\. Checked on/)).toBeVisible();
  await noSidewaysScroll(phone);
  await axeClean(phone);

  await lead.goto('/icb/QZZ/hacks');
  await lead.getByText('Take back Swimming in Northmoor').click();
  await lead.getByRole('button', { name: 'Withdraw Swimming in Northmoor' }).click();
  await expect(lead.getByText('Withdrawn pages')).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
});

test('two questions at a quiet moment: asked once, answered without a name, and never while a child is unwell', async ({ browser }) => {
  test.slow();
  const parent = await person(browser, 'Nadia Rahman', PHONE);
  await parent.goto('/my/diary');
  await expect(parent.getByRole('heading', { level: 1, name: 'Diary' })).toBeVisible();
  await expect(parent.getByRole('heading', { name: 'How is this app for you?' })).toHaveCount(0);

  const teenager = await person(browser, 'Zainab Hussain', PHONE);
  await teenager.goto('/my/diary');
  await teenager.getByRole('link', { name: 'Answer 2 questions' }).click();
  await expect(teenager.getByRole('heading', { level: 1, name: 'How is this app for you?' })).toBeVisible();
  await teenager.getByRole('radio', { name: 'Very happy', exact: true }).check();
  await teenager.getByRole('button', { name: 'Send' }).click();
  await expect(teenager.getByRole('link', { name: 'Choose a number' })).toBeVisible();
  await expect(teenager.getByRole('radio', { name: 'Very happy', exact: true })).toBeChecked();
  await teenager.getByRole('radio', { name: '9', exact: true }).check();
  await noSidewaysScroll(teenager);
  await axeClean(teenager);
  await teenager.getByRole('button', { name: 'Send' }).click();
  await expect(teenager.getByRole('heading', { level: 1, name: 'Thank you' })).toBeVisible();
  await axeClean(teenager);
  await teenager.goto('/my/diary');
  await expect(teenager.getByRole('heading', { level: 1, name: 'Diary' })).toBeVisible();
  await expect(teenager.getByRole('heading', { name: 'How is this app for you?' })).toHaveCount(0);

  const lead = await person(browser, 'Marcus Reid');
  await lead.goto('/icb/QZZ/feedback');
  await expect(lead.getByText('66', { exact: true }), 'the month that runs is not counted').toBeVisible();
  await expect(lead.getByText('of 108 asked')).toBeVisible();
});

test('the air: where nobody set it up the page says so, and what to do', async ({ browser }) => {
  const phone = await person(browser, 'Nadia Rahman', PHONE);
  await phone.goto('/my/more');
  await phone.getByRole('link', { name: 'Air and pollen today' }).click();
  await expect(phone.getByText('Not available here.')).toBeVisible();
  await expect(phone.getByText('Do not take more medicine because of the air. Take what your plan says.')).toBeVisible();
  await noSidewaysScroll(phone);
  await axeClean(phone);
});
