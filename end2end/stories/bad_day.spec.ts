// A nurse tries a bad day on an open draft and reads what the patient's phone would say.
import { axeClean, noSidewaysScroll, test } from '../support/fixtures';
import * as badDay from './steps/bad_day';
import * as nurse from './steps/nurse';

test('a nurse sets a bad day by keyboard and reads the emergency steps of the plan’s own regimen', async ({ browser }) => {
  const page = await nurse.givenANurse(browser);
  await badDay.givenAnOpenAirDraft(page);

  await badDay.whenABadDayIsTried(page);
  await badDay.thenTheDayReads(page, ['7am to 11am: green zone', 'From 11am: amber zone']);
  await badDay.thenItIsMarkedAsADraft(page);
  await axeClean(page);

  await badDay.whenTheDayStartsFrom(page, 'A good day');
  await badDay.thenTheDayReads(page, ['All day: green zone']);
  await badDay.whenTheSliderIsMoved(page, 'Peak flow at its worst', 'PageDown', 4);
  await badDay.thenTheLastPartIs(page, /amber zone$/);
  await badDay.whenTheNumberIsTyped(page, 'Peak flow at its worst', '155');
  await badDay.whenTheNumberIsTyped(page, 'At its worst from', '14');
  await badDay.thenTheLastPartIs(page, /^From 2pm: red zone$/);
  await badDay.thenTheEmergencyStepsAreThoseOfAir(page);
  await badDay.thenTheSliderStandsAt(page, 'Peak flow at its worst', '155');

  await badDay.whenTheNumberIsTyped(page, 'Peak flow at its worst', '30');
  await badDay.thenTheNumberIsRefusedAndTheDayStays(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await noSidewaysScroll(page);
  await axeClean(page);

  await badDay.whenTheDraftGoesBySymptomsAlone(page);
  await badDay.thenThereIsNoPeakFlowToSet(page);
  await badDay.whenTheDayStartsFrom(page, 'An asthma attack');
  await badDay.thenTheLastPartIs(page, /red zone$/);
});
