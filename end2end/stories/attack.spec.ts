// From an attack in the diary to the practice's list, and off it.
import { expect, test } from '../support/fixtures';
import * as attack from './steps/attack';
import * as nurse from './steps/nurse';
import * as patient from './steps/patient';

/** Leaving a page ends what it was still loading, which a service worker calls a failure. */
const left = [/ERR_FAILED: GET .*\/phone\/[a-z]+\.js$/];

test('an attack and a visit to A&E reach the practice, which reviews them', async ({ browser }) => {
  const phone = await patient.givenAPatient(browser, 'Daniel Hughes', { allow: left });
  await attack.whenTheDiaryIsOpened(phone);
  await attack.whenAnAttackIsWrittenDown(phone);
  await attack.thenItIsInTheDiary(phone, 'Attack', '6 to 10 puffs, over in an hour, took steroid tablets');
  await attack.thenNobodyWatches(phone);
  await attack.whenAVisitIsWrittenDown(phone);
  await attack.thenTheSurgeryShouldSeeThemInTwoWorkingDays(phone);

  const desk = await nurse.givenANurse(browser);
  await attack.whenTheListIsOpened(desk);
  await attack.thenBothAreOnTheList(desk, 'Hughes, Daniel');
  await attack.whenTheReviewIsGivenTo(desk, 'Daniel Hughes', 'Grace Okafor');
  await attack.whenItIsReviewed(desk, 'A&E');
  await attack.thenItIsDoneBy(desk, 'Grace Okafor');

  await attack.whenTheAttackIsTakenBack(phone);
  await desk.reload();
  await expect(desk.getByText('Taken back by the patient')).toBeVisible();
  await attack.whenItIsReviewed(desk, 'Attack at home');
  await expect(desk.getByText('Nobody waits for a review.')).toBeVisible();
});

test('what is missing is said beside its field, and another day is asked for only when wanted', async ({ browser }) => {
  const phone = await patient.givenAPatient(browser, 'Daniel Hughes', { allow: left });
  await phone.goto('/my/diary/peak-flow');
  await expect(phone.getByLabel('Which day?')).toBeHidden();
  await phone.getByLabel('Another day').check();
  await phone.getByLabel('Which day?').fill('31/02/2026');
  await phone.getByLabel('First blow').fill('4500');
  await phone.getByRole('button', { name: 'Save peak flow' }).click();
  await expect(phone.locator('.error-message').getByText('Type the day like this: 14/10/2026')).toBeVisible();
  await expect(phone.locator('.error-message').getByText('A blow must be a whole number from 50 to 900')).toBeVisible();
  await expect(phone.getByLabel('First blow')).toHaveValue('4500');
});
