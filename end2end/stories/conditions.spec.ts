// A plan for an allergy, from the ICB that takes it up to the person who must not use it any more.
import { expect, test, axeClean, noSidewaysScroll } from '../support/fixtures';
import { person } from '../support/people';
import * as nurse from './steps/nurse';

const CONDITIONS = '/icb/QZZ/conditions';

test('an ICB takes up the allergy plan, a nurse signs one, the patient reads it, the nurse withdraws it', async ({ browser }) => {
  test.slow();
  const officer = await person(browser, 'Helen Fraser');
  await officer.goto(CONDITIONS);
  const card = officer.locator('.card', { hasText: 'Allergy with adrenaline pens' }).first();
  await card.getByRole('link', { name: /^(Take it up|Propose)/ }).click();
  await officer.getByRole('button', { name: 'Propose this version' }).click();
  await officer.getByRole('button', { name: /^Approve Allergy/ }).click();
  await expect(officer.getByText('Nurses can start plans from it').first()).toBeVisible();
  await axeClean(officer);

  const editor = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(editor, 'Hughes', 'Hughes, Daniel');
  const born = await nurse.bornOf(editor);
  await editor.getByRole('link', { name: 'Start: Allergy plan' }).click();
  await expect(editor.getByRole('heading', { level: 1, name: 'Allergy plan' })).toBeVisible();
  await editor.getByRole('button', { name: 'Check the plan' }).click();
  await expect(editor.getByRole('link', { name: 'Allergic to: this is needed' })).toBeVisible();
  await editor.getByLabel('Allergic to').fill('peanut');
  await editor.getByRole('radio', { name: 'EpiPen' }).check();
  await editor.getByRole('radio', { name: '300 micrograms' }).check();
  await editor.getByRole('group', { name: 'Two pens are always carried' }).getByRole('radio', { name: 'Yes' }).check();
  await editor.getByLabel('Whom to ring: name').fill('Carys Hughes');
  await editor.getByLabel('Whom to ring: telephone').fill('07700 900123');
  await editor.getByRole('button', { name: 'Check again' }).click();
  await expect(editor.locator('#words').getByText('EpiPen 300 micrograms').first()).toBeVisible();
  for (const width of [390, 1280]) {
    await editor.setViewportSize({ width, height: 900 });
    await noSidewaysScroll(editor);
    await axeClean(editor);
  }
  await editor.getByLabel('Day').fill(born.day);
  await editor.getByLabel('Month').fill(born.month);
  await editor.getByLabel('Year').fill(born.year);
  await editor.getByRole('button', { name: 'Sign the plan' }).click();
  await expect(editor.getByRole('heading', { level: 1, name: 'Allergy plan, version 1' })).toBeVisible();
  await axeClean(editor);

  const phone = await person(browser, 'Daniel Hughes', { viewport: { width: 390, height: 844 } });
  await phone.goto('/my/plan');
  await phone.getByRole('link', { name: 'Allergy plan' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Allergy plan' })).toBeVisible();
  await expect(phone.getByRole('link', { name: 'Call 999' })).toHaveAttribute('href', 'tel:999');
  const steps = phone.getByRole('listitem').filter({ hasText: /Call 999 and use|Adrenaline comes before|After the adrenaline/ });
  await expect(steps).toHaveText([/Call 999 and use/, /Adrenaline comes before/, /After the adrenaline/]);
  await noSidewaysScroll(phone);
  await axeClean(phone);

  await editor.getByLabel('Why must it not be used?').fill('Signed in the wrong record');
  await editor.getByRole('button', { name: 'Withdraw this plan' }).click();
  await expect(editor.getByText('was withdrawn: do not use it')).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('heading', { level: 1, name: 'Do not use this plan' })).toBeVisible();
});
