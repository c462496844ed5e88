// Around a visit: questions before it, their answers in the editor, and what is done once the plan is signed.
import { expect, test } from '../support/fixtures';
import * as nurse from './steps/nurse';
import * as patient from './steps/patient';
import * as visit from './steps/visit';

test('a patient answers before the visit, the nurse uses it, signs and files the plan', async ({ browser }) => {
  const desk = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(desk, 'Hussain', 'Hussain, Zainab');
  const record = desk.url();
  await visit.whenSheSendsQuestions(desk);

  const phone = await patient.givenAPatient(browser, 'Zainab Hussain');
  await visit.whenSheOpensTheQuestions(phone);
  await visit.whenSheAnswers(phone, { days: '4', nights: '2', courses: '', triggers: 'cats' });
  await visit.thenAProblemIsSaidBeside(phone, 'Type how many times, such as 0 or 1');
  await visit.whenSheAnswers(phone, { days: '4', nights: '2', courses: '0', triggers: 'cats', best: '40' });
  await visit.thenAProblemIsSaidBeside(phone, /from 50 to 900/);
  await visit.whenSheAnswers(phone, { days: '4', nights: '2', courses: '0', triggers: 'cats', best: '200' });
  await visit.thenSheIsAskedWhetherItIsRight(phone, '200');
  await visit.whenSheAnswers(phone, { days: '4', nights: '2', courses: '0', triggers: 'cats', best: '395' });
  await visit.thenTheAnswersAreSent(phone);

  await desk.goto(record);
  const born = await nurse.bornOf(desk);
  await nurse.whenSheRenews(desk);
  await visit.thenTheEditorTellsWhatWasAnswered(desk);
  await visit.whenSheUsesTheTriggers(desk);
  await nurse.thenItIsSaved(desk);
  await nurse.whenSheReviewsAndSigns(desk, born);
  await nurse.thenVersionIsSigned(desk, 2);

  await visit.thenTheSummaryIsCoded(desk);
  await visit.thenTheCodeLeadsToThePlan(desk);
  await visit.whenSheTicks(desk, 'The patient explained it back', 'Explained back');
  await visit.thenThePlanIsOnTheListToFile(desk, 'Hussain, Zainab', true);
  await visit.whenSheOpensItFromTheList(desk, 'Hussain, Zainab');
  await visit.whenSheTicks(desk, 'Filed in the record', 'Filed in the record');
  await visit.thenThePlanIsOnTheListToFile(desk, 'Hussain, Zainab', false);
  await visit.whenSheFilesTheRest(desk);
  await expect(desk.getByText('Every plan in force is filed in the GP record.')).toBeVisible();

  await phone.goto('/my/visit');
  await expect(phone.getByText('There are no questions to answer now', { exact: false })).toBeVisible();
});

test('who has not joined is asked nothing, and is shown a code to scan after signing', async ({ browser }) => {
  const desk = await nurse.givenANurse(browser);
  await visit.whenSheFindsSomebodyWhoHasNotJoined(desk);
  await expect(desk.getByText('Invite them first', { exact: false })).toBeVisible();
  await desk.goto(`${desk.url()}/plan/versions/1/after`);
  await desk.getByRole('button', { name: 'Show the code to scan' }).click();
  await expect(desk.getByRole('img', { name: 'QR picture of the invitation link' })).toBeVisible();
  await expect(desk).toHaveURL(/\/after\?again=/);
});
