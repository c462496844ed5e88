// Two people write one draft: nothing is lost.
import { expect, test } from '../support/fixtures';
import { person } from '../support/people';
import * as nurse from './steps/nurse';
import { editorIsOpen } from '../support/awake';

test('two clinicians edit one draft: different fields merge, the same field shows both texts', async ({ browser }) => {
  const first = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(first, 'Rahman', 'Rahman, Yusuf');
  const record = first.url();
  await nurse.whenSheOpensADraft(first);

  const second = await person(browser, 'Owen Llewellyn');
  await second.goto(`${record}/plan`);
  await editorIsOpen(second);

  await nurse.whenAFieldIsTyped(first, 'Triggers', 'pollen, dogs');
  await nurse.thenItIsSaved(first);
  await nurse.whenAFieldIsTyped(second, 'Emergency contact', 'Nadia');
  await nurse.thenItIsSaved(second);
  await expect(second.getByLabel(/^Triggers/)).toHaveValue('pollen, dogs');

  await nurse.whenAFieldIsTyped(first, 'Note in their own words', 'Puff before football.');
  await nurse.thenItIsSaved(first);
  await nurse.whenAFieldIsTyped(second, 'Note in their own words', 'Puff before swimming.');
  await expect(second.getByText('Puff before football.').first()).toBeVisible();
  await expect(second.getByText('Puff before swimming.').first()).toBeVisible();
});
