// Medicines: a dose that two phones share, and a request for more from asked to sent.
import { expect, test } from '../support/fixtures';
import * as medicines from './steps/medicines';
import * as nurse from './steps/nurse';

test('a dose ticked on one phone is not given again on the other', async ({ browser }) => {
  const first = await medicines.givenAPhone(browser, 'Daniel Hughes');
  const second = await medicines.givenAPhone(browser, 'Daniel Hughes');
  await medicines.thenTheMedicinesAreThoseOfThePlan(first);
  await medicines.givenNothingIsTicked(first);
  await medicines.whenTheListIsOpened(second);
  await medicines.whenTheNextDoseIsTicked(first);
  await medicines.thenItIsTaken(first);
  await medicines.whenTheNextDoseIsTicked(second);
  await medicines.thenItIsAskedAbout(second);
  await medicines.whenItWasOneDose(second);
  await medicines.thenItIsTaken(second);
  await medicines.whenItIsTakenBack(first);
});

test('times, reminders and how to use an inhaler', async ({ browser }) => {
  const phone = await medicines.givenAPhone(browser, 'Daniel Hughes');
  await medicines.whenTimesAreChosen(phone, '13:00', '19:30');
  await expect(phone.getByText('There is a problem')).toBeVisible();
  await medicines.whenTimesAreChosen(phone, '07:15', '19:30');
  await medicines.thenTheTimesAre(phone, '7:15am and 7:30pm');
  await medicines.whenAnInhalerIsPractised(phone);
});

test('a request goes from asked to sent, and the family sees each step', async ({ browser }) => {
  const phone = await medicines.givenAPhone(browser, 'Daniel Hughes');
  await medicines.whenMoreIsAskedFor(phone);
  await medicines.thenItIsOnItsWay(phone, 'Asked');
  const desk = await nurse.givenANurse(browser);
  await medicines.whenSheOpensTheQueue(desk);
  await medicines.whenSheMoves(desk, 'Mark as seen');
  await medicines.whenSheMoves(desk, 'Approve');
  await medicines.thenItIsOnItsWay(phone, 'Approved');
  await medicines.whenSheMoves(desk, 'Sent to pharmacy');
  await medicines.thenItIsOnItsWay(phone, 'Sent to the pharmacy');
});

test('a parent ticks a dose without JavaScript, and takes it back', async ({ browser }) => {
  const phone = await medicines.givenAPhone(browser, 'Nadia Rahman', { javaScriptEnabled: false, allow: [/csp.*\/pkg\//] });
  await medicines.givenNothingIsTicked(phone);
  await medicines.whenTheNextDoseIsTicked(phone);
  await medicines.thenItIsTaken(phone);
  await medicines.whenItIsTakenBack(phone);
});
