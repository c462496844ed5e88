// Joining in five ways, coming back on the same or a new phone, growing up, and leaving.
import { axeClean, expect, test } from '../support/fixtures';
import * as joining from './steps/joining';
import * as nurse from './steps/nurse';
import * as patient from './steps/patient';
import * as phone from './steps/phone';

test('by a school’s link and a code: a parent joins for a child, and where they heard of it is kept', async ({ browser }) => {
  const link = await joining.whenTheManagerMakesALink(browser, 'Juniors, spring newsletter');
  const desk = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(desk, 'Rahman', 'Rahman, Yusuf');
  const born = await nurse.bornOf(desk);
  const invitation = await nurse.whenSheInvites(desk);

  const page = await patient.givenAPhone(browser);
  await joining.whenALinkIsFollowed(page, link, 'Your school told you about this. It comes from Millbrook Surgery.', invitation.code);
  await patient.whenTheDateOfBirthIsGiven(page, born);
  await patient.thenWhatIsCollectedIsPlain(page);
  await joining.whenTheyAgree(page, { as: /parent or carer/ });
  await joining.whenTheQuestionsAreAnswered(page, 'ਪੰਜਾਬੀ (Punjabi)');
  await joining.whenTheyCarryOn(page, 'Yusuf');
  await joining.thenTheAnswersAreKept(page, 'ਪੰਜਾਬੀ (Punjabi)');
  await joining.thenTheLinkIsListed(browser, '/practice/Z99001/recruitment', 'Priya Sharma', 'Juniors, spring newsletter');
});

test('by a social link and the picture: a young person joins alone only after a talk with the nurse, and leaves again', async ({ browser }) => {
  const link = await joining.whenTheIcbMakesALink(browser, 'Autumn posts');
  const desk = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(desk, 'Carter', 'Carter, Leo');
  const born = await nurse.bornOf(desk);
  const invitation = await nurse.whenSheInvites(desk);
  const picture = await joining.whenThePictureIsRead(desk);

  const page = await patient.givenAPhone(browser, { allow: phone.signedOut });
  await joining.whenALinkIsFollowed(page, link, 'You saw this on social media.', invitation.code);
  await patient.whenTheLinkIsOpened(page, picture);
  await patient.whenTheDateOfBirthIsGiven(page, born);
  await joining.whenTheyAgree(page, { as: /^I am Leo$/ });
  await joining.thenTheyCannotJoinAlone(page, /join with your parent or carer, or ask your nurse/);

  await joining.whenThePeopleAreOpened(desk);
  await joining.whenTheNurseAssesses(desk);
  await joining.whenTheyAgree(page, { as: /^I am Leo$/ });
  await joining.whenTheQuestionsAreAnswered(page);
  await joining.whenTheyCarryOn(page, 'Leo');

  // What the phone keeps goes with the consent.
  await phone.thenThePlanIsKept(page);
  await joining.whenTheyLeave(page);
  await joining.thenTheyHaveLeft(page);
  await phone.whenThereIsNoNetwork(page.context());
  await phone.thenTheStepsAreForEverybody(page);
});

test('a teenager keeps the diary private from a parent who joined, and the plan stays', async ({ browser }) => {
  const desk = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(desk, 'Hussain', 'Hussain, Zainab');
  const born = await nurse.bornOf(desk);
  const invitation = await nurse.whenSheInvites(desk);
  const parent = await patient.givenAPhone(browser);
  await patient.whenTheCodeIsTyped(parent, invitation.code);
  await patient.whenTheDateOfBirthIsGiven(parent, born);
  await joining.whenTheyAgree(parent, { as: /parent or carer/, heard: 'My nurse or GP surgery told me' });
  await joining.whenTheQuestionsAreAnswered(parent);
  await joining.whenTheyCarryOn(parent, 'Zainab');
  await joining.thenTheDiaryOpens(parent);

  const teenager = await patient.givenAPatient(browser, 'Zainab Hussain');
  await joining.whenTheDiaryIsHidden(teenager);
  await joining.thenThePlanOpensAndNotTheDiary(parent);
  await joining.thenTheDiaryOpens(teenager);
});

test('a screen lock opens the plan on the same phone, until it is taken away', async ({ browser }) => {
  const page = await patient.givenAPatient(browser, 'Zainab Hussain');
  await joining.givenAScreenLock(page);
  await joining.whenTheScreenLockIsChosen(page);
  await phone.whenTheyLogOut(page);
  await joining.thenTheyAreLoggedOut(page);
  await joining.whenTheyLogInWithIt(page);
  await patient.thenThePersonShownIs(page, 'Zainab');
  await joining.whenItIsRemoved(page);
  await phone.whenTheyLogOut(page);
  await joining.thenTheScreenLockOpensNothing(page);
});

test('a fresh invitation opens the same account on a new phone, and ends it on the old', async ({ browser }) => {
  const old = await patient.givenAPatient(browser, 'Zainab Hussain', { allow: phone.signedOut });
  const desk = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(desk, 'Hussain', 'Hussain, Zainab');
  const born = await nurse.bornOf(desk);
  const link = await joining.whenSheInvitesBack(desk, 'the patient');
  const page = await patient.givenAPhone(browser);
  await patient.whenTheLinkIsOpened(page, link);
  await joining.whenTheyComeBack(page, born, 'Zainab');
  await axeClean(page);
  await joining.thenTheDiaryOpens(page);
  await joining.thenTheyAreLoggedOut(old);
});

test('the practice looks at a parent’s access when a child is eleven, and says why it ends one', async ({ browser }) => {
  const desk = await nurse.givenANurse(browser);
  await desk.goto('/practice/Z99001/young-people');
  await desk.getByRole('link', { name: 'Ahmed, Maya' }).click();
  await expect(desk.getByText('Review due')).toBeVisible();
  await joining.whenThePracticeDecides(desk, 'Ends now', 'A court order of this week.');
  await expect(desk.getByText('Access has ended')).toBeVisible();
});
