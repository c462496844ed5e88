// What a plan costs a nurse in key presses and clicks, from the patient's record to the signed page.
import { expect, test } from '../support/fixtures';
import { countEffort, type Effort } from '../support/effort';
import * as hands from './steps/by_hand';
import * as nurse from './steps/nurse';

const renewal = { keys: 60, clicks: 12 };
const fresh = { keys: 140, clicks: 30 };

function within(name: string, effort: Effort, budget: { keys: number; clicks: number }): void {
  const { keys, clicks, seconds } = effort;
  console.log(`${name}: ${keys} keys, ${clicks} clicks, ${seconds.toFixed(1)} s (at most ${budget.keys} keys, ${budget.clicks} clicks)`);
  expect(keys, 'key presses are counted').toBeGreaterThan(0);
  expect(clicks, 'clicks are counted').toBeGreaterThan(0);
  expect(keys, `key presses of: ${name}`).toBeLessThanOrEqual(budget.keys);
  expect(clicks, `clicks of: ${name}`).toBeLessThanOrEqual(budget.clicks);
}

test('renewing the plan of a child of 5 to 11 with a new best peak flow', async ({ browser }) => {
  const page = await nurse.givenANurse(browser);
  await hands.whenSheLooksForSomebody(page, 5, 11, /Signed, review due/);
  const effort = await countEffort(page);

  await hands.whenSheOpensTheRecord(page);
  const born = await nurse.bornOf(page);
  await hands.whenSheClicksTheButton(page, 'Renew this plan');
  await hands.thenTheEditorIsOpen(page);
  const last = await hands.versionRenewed(page);
  await hands.whenSheMeasuresAgain(page, '250');
  await hands.whenSheClicksInto(page, 'Triggers');
  await hands.whenShePresses(page, 'End');
  await hands.whenSheTypes(page, ', dogs');
  await hands.whenSheReviewsAndSigns(page, born);
  await nurse.thenVersionIsSigned(page, last + 1);
  within('renewal for a child', effort(), renewal);
});

test('a new AIR plan for a teenager', async ({ browser }) => {
  const page = await nurse.givenANurse(browser);
  await hands.whenSheLooksForSomebody(page, 12, 17, /No plan/, ['Pryce']);
  const effort = await countEffort(page);

  await hands.whenSheOpensTheRecord(page);
  const born = await nurse.bornOf(page);
  await hands.whenSheClicksTheButton(page, 'Start from the template AIR');
  await hands.thenTheEditorIsOpen(page);
  await hands.whenSheTypesTheBestPeakFlow(page, '410');
  await hands.whenSheGoesOnToTheInhaler(page, 'Reliever inhaler');
  await hands.whenSheTypes(page, 'sy');
  await hands.whenShePresses(page, 'Enter');
  await hands.thenItShows(page, 'Reliever inhaler', /^Symbicort Turbohaler 200\/6/);
  await hands.whenSheTypesAboutLife(page, 'exercise, pollen', 'Inhaler is in my school bag', 'Farah', '07700 900146');
  await hands.whenSheReviewsAndSigns(page, born);
  await nurse.thenVersionIsSigned(page, 1);
  within('new AIR plan for a teenager', effort(), fresh);
});

test('a new MART plan for an adult', async ({ browser }) => {
  const page = await nurse.givenANurse(browser);
  await hands.whenSheLooksForSomebody(page, 18, 80, /No plan/);
  const effort = await countEffort(page);

  await hands.whenSheOpensTheRecord(page);
  const born = await nurse.bornOf(page);
  await hands.whenSheClicksTheButton(page, 'Start from the template MART');
  await hands.thenTheEditorIsOpen(page);
  await hands.whenSheTypesTheBestPeakFlow(page, '480');
  await hands.whenSheGoesOnToTheInhaler(page, 'Everyday inhaler');
  await hands.whenSheTypes(page, 'fos');
  await hands.whenShePresses(page, 'Enter');
  await hands.thenItShows(page, 'Everyday inhaler', /^Fostair/);
  // The usual dose fills both times of day.
  await hands.whenShePresses(page, 'Tab', 'Space');
  await hands.thenItShows(page, 'Night puffs', /^1$/);
  await hands.whenSheTypesAboutLife(page, 'pollen, colds', 'One inhaler at work, one in my coat', 'Sian', '07700 900147');
  await hands.whenSheReviewsAndSigns(page, born);
  await nurse.thenVersionIsSigned(page, 1);
  within('new MART plan for an adult', effort(), fresh);
});
