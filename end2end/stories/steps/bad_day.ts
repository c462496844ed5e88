import { expect, type Locator, type Page } from '@playwright/test';
import * as nurse from './nurse';

const panel = (page: Page): Locator => page.locator('#bad-day');
const parts = (page: Page): Locator => panel(page).getByRole('list', { name: 'The day in parts' }).getByRole('heading');

/** An AIR plan with a best peak flow of 390: amber below 312, red below 234, 999 below 156. */
export async function givenAnOpenAirDraft(page: Page): Promise<void> {
  await nurse.whenSheFinds(page, 'Hussain', 'Hussain, Zainab');
  await nurse.whenSheOpensADraft(page);
  await expect(page.getByLabel('Best peak flow', { exact: true })).toHaveValue('390');
}

export async function whenTheDraftGoesBySymptomsAlone(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Peak flow in this plan' }).getByRole('radio', { name: 'No' }).check();
}

export async function whenABadDayIsTried(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Try a bad day' }).click();
  await expect(panel(page).getByRole('button', { name: 'A cold coming' })).toBeVisible();
}

export async function whenTheDayStartsFrom(page: Page, preset: string): Promise<void> {
  await panel(page).getByRole('button', { name: preset }).click();
}

export async function whenTheSliderIsMoved(page: Page, label: string, key: string, times: number): Promise<void> {
  const slider = panel(page).getByRole('slider', { name: label });
  await slider.focus();
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.press(key);
  }
}

export async function whenTheNumberIsTyped(page: Page, label: string, number: string): Promise<void> {
  const box = panel(page).getByRole('textbox', { name: label });
  await box.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(number);
}

export async function thenTheDayReads(page: Page, wanted: string[]): Promise<void> {
  await expect(parts(page)).toHaveText(wanted.map((text) => new RegExp(`${text}$`)));
}

export async function thenTheLastPartIs(page: Page, wanted: RegExp): Promise<void> {
  // The heading also holds the letter for grey print, unseen on screen.
  await expect(async () => expect((await parts(page).last().innerText()).trim()).toMatch(wanted)).toPass({ timeout: 5_000 });
}

export async function thenItIsMarkedAsADraft(page: Page): Promise<void> {
  await expect(panel(page).getByText('From the draft, not signed')).toBeVisible();
}

export async function thenTheEmergencyStepsAreThoseOfAir(page: Page): Promise<void> {
  const last = panel(page).getByRole('list', { name: 'The day in parts' }).locator('> li').last();
  await expect(last.getByText('You are in your red zone. This is an emergency: do this now.')).toBeVisible();
  await expect(last.getByText('Up to 6 puffs')).toBeVisible();
  await expect(last.getByText('you blew 155 (your red line is 234)')).toBeVisible();
  await expect(panel(page).getByText('Up to 10 puffs')).toHaveCount(0);
}

export async function thenTheSliderStandsAt(page: Page, label: string, number: string): Promise<void> {
  const slider = panel(page).getByRole('slider', { name: label });
  await expect(slider).toHaveValue(number);
  await expect(slider).toHaveAttribute('aria-valuetext', `${number} litres per minute`);
}

export async function thenTheNumberIsRefusedAndTheDayStays(page: Page): Promise<void> {
  await expect(panel(page).getByText('Type a whole number from 50 to 390')).toBeVisible();
  await thenTheLastPartIs(page, /^From 2pm: red zone$/);
}

export async function thenThereIsNoPeakFlowToSet(page: Page): Promise<void> {
  await expect(panel(page).getByText('there is no peak flow to set')).toBeVisible();
  await expect(panel(page).getByRole('slider', { name: /Peak flow/ })).toHaveCount(0);
}
