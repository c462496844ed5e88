// One's own data as a file, and closing the account: the phone keeps nothing, the practice keeps the record.
import { test } from '../support/fixtures';
import * as joining from './steps/joining';
import * as nurse from './steps/nurse';
import * as ownData from './steps/own_data';
import * as patient from './steps/patient';
import * as phone from './steps/phone';

test('a second parent takes the data away, closes the account, and the phone lets go', async ({ browser }) => {
  const desk = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(desk, 'Rahman', 'Rahman, Amina');
  const born = await nurse.bornOf(desk);
  const invitation = await nurse.whenSheInvites(desk);
  const page = await patient.givenAPhone(browser, { allow: phone.signedOut });
  await patient.whenTheCodeIsTyped(page, invitation.code);
  await patient.whenTheDateOfBirthIsGiven(page, born);
  await joining.whenTheyAgree(page, { as: /parent or carer/, heard: 'My nurse or GP surgery told me' });
  await joining.whenTheQuestionsAreAnswered(page);
  await joining.whenTheyCarryOn(page, 'Amina');

  ownData.thenTheFileIsAbout(await ownData.whenTheDataIsDownloaded(page), 'Amina');

  await page.goto('/my/plan');
  await phone.thenThePlanIsKept(page);
  await ownData.whenTheAccountIsClosed(page);
  await joining.thenTheyHaveLeft(page);
  await phone.whenThereIsNoNetwork(page.context());
  await phone.thenTheStepsAreForEverybody(page);
});
