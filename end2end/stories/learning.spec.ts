// Learning: a lesson tried twice, and three questions every four weeks.
import { test } from '../support/fixtures';
import * as learning from './steps/learning';
import * as patient from './steps/patient';

test('a lesson not passed is read again, and once done stays done', async ({ browser }) => {
  const phone = await patient.givenAPatient(browser, 'Zainab Hussain');
  await learning.whenTheJourneyIsOpened(phone);
  await learning.thenTheLessonIs(phone, 'Using your inhaler', 'Not read yet');
  await learning.whenALessonIsOpened(phone, 'Using your inhaler');
  await learning.whenTheQuestionsAreAnswered(phone, ['Fast and hard']);
  await learning.thenTheMarkIs(phone, 'Not yet. Read it once more', 0);
  await learning.thenTheLessonIs(phone, 'Using your inhaler', 'Try again');
  await learning.whenALessonIsOpened(phone, 'Using your inhaler');
  const right = ['Slow and steady', 'It gets more medicine into your chest', 'Your nurse'];
  await learning.whenTheQuestionsAreAnswered(phone, right);
  await learning.thenTheMarkIs(phone, 'Well done. You have done this lesson', 3);
  await learning.thenTheLessonIs(phone, 'Using your inhaler', 'Done');
});

test('three questions say that asthma could be under better control, and never more medicine', async ({ browser }) => {
  const phone = await patient.givenAPatient(browser, 'Zainab Hussain');
  await learning.whenTheCheckIsOpened(phone);
  await learning.whenTheCheckIsAnswered(phone, '4', '', '0');
  await learning.thenAnAnswerIsMissing(phone);
  await learning.whenTheCheckIsAnswered(phone, '4', '2', '0');
  await learning.thenItCouldBeHeldBetter(phone);
  await learning.thenTheNextIsInFourWeeks(phone);
});
