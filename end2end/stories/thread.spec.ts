// One plan's whole life: written by a nurse, carried by a patient, seen live by a practice manager.
import { test } from '../support/fixtures';
import { person } from '../support/people';
import * as nurse from './steps/nurse';
import * as patient from './steps/patient';
import * as manager from './steps/manager';

test('a nurse signs a plan, the patient carries it, and the board moves by itself', async ({ browser }) => {
  const board = await manager.givenTheBoardIsOpen(browser);
  const before = await manager.figures(board);

  const editor = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(editor, 'Bennett', 'Bennett, Chloe');
  const born = await nurse.bornOf(editor);
  await nurse.whenSheStartsAPlanFrom(editor, 'Preventer and blue reliever');
  await nurse.thenTheRulesNameWhatIsMissing(editor);
  await nurse.whenSheFillsInAPreventerPlan(editor);
  await nurse.thenThePatientsViewFollows(editor);
  await nurse.whenSheReviewsAndSigns(editor, born);
  await nurse.thenVersionIsSigned(editor, 1);

  const invitation = await nurse.whenSheInvites(editor);

  const phone = await patient.givenAPhone(browser);
  await patient.whenTheLinkIsOpened(phone, invitation.link);
  await patient.whenAWrongDateOfBirthIsGiven(phone);
  await patient.thenTriesAreLeft(phone);
  await patient.whenTheDateOfBirthIsGiven(phone, born);
  await patient.thenWhatIsCollectedIsPlain(phone);
  await patient.whenSheAgrees(phone);
  await patient.whenTheQuestionsAreLeft(phone);
  await patient.thenTodayIsOpen(phone, 'Chloe');
  await patient.thenHerOwnPlanIsThere(phone);

  await manager.thenTheBoardMovesByItself(board, before, ['Registered', 'Plan signed and current']);

  await patient.whenSheChecksIn(phone, { peakFlow: '300', daytime: 'some' });
  await patient.thenSheIsInTheAmberZone(phone);
  // Opening the plan made her active already: the board may have shown that before she checked in.
  await manager.thenTheBoardMovesByItself(board, before, ['Active this week']);

  await patient.thenTheEmergencyStepsAreHerOwn(phone);
});

test('the invitation works once', async ({ browser }) => {
  const page = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(page, 'Osei', 'Osei, Harry');
  const born = await nurse.bornOf(page);
  const invitation = await nurse.whenSheInvites(page);
  const phone = await patient.givenAPhone(browser);
  await patient.whenTheCodeIsTyped(phone, invitation.code);
  await patient.whenTheDateOfBirthIsGiven(phone, born);
  await patient.whenAParentAgrees(phone);
  await patient.whenTheQuestionsAreLeft(phone);
  await patient.thenTodayIsOpen(phone, 'Harry');

  const other = await patient.givenAPhone(browser);
  await patient.whenTheLinkIsOpened(other, invitation.link);
  await patient.thenTheInvitationIsClosed(other);
});

test('a parent of two sees each child and never mixes them', async ({ browser }) => {
  const phone = await person(browser, 'Nadia Rahman');
  await patient.thenThePersonShownIs(phone, 'Amina');
  await patient.whenSheSwitchesTo(phone, 'Yusuf');
  await patient.thenThePersonShownIs(phone, 'Yusuf');
});
