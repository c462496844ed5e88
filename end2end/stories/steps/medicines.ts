// What a family does with its medicines, and the practice with what they ask for.
import { expect, type Browser, type Page } from '@playwright/test';
import { axeClean, noSidewaysScroll } from '../../support/fixtures';
import { person, type PageOptions } from '../../support/people';

const LIST = '/my/medicines';
const QUEUE = '/practice/Z99001/repeats';

export async function givenAPhone(browser: Browser, name: string, options: PageOptions = {}): Promise<Page> {
  return person(browser, name, { viewport: { width: 390, height: 844 }, ...options });
}

export async function whenTheListIsOpened(page: Page): Promise<void> {
  await page.goto(LIST);
  await expect(page.getByRole('heading', { level: 1, name: 'Medicines' })).toBeVisible();
}

export async function thenTheMedicinesAreThoseOfThePlan(page: Page): Promise<void> {
  await whenTheListIsOpened(page);
  await expect(page.getByText(/^Plan version \d+, signed/)).toBeVisible();
  await expect(page.locator('[translate="no"]').filter({ hasText: /puffs?/ }).first()).toBeVisible();
  await noSidewaysScroll(page);
  await axeClean(page);
}

export async function givenNothingIsTicked(page: Page): Promise<void> {
  await whenTheListIsOpened(page);
  const undo = page.getByRole('button', { name: 'Undo' });
  while (await undo.count()) {
    await undo.first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Medicines' })).toBeVisible();
  }
}

export async function whenTheNextDoseIsTicked(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Taken|I took it)/ }).first().click();
}

export async function thenItIsTaken(page: Page): Promise<void> {
  await expect(page.getByText(/Already taken by you at \d/).first()).toBeVisible();
}

export async function thenItIsAskedAbout(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'This dose is ticked already' })).toBeVisible();
  await expect(page.getByText('Do not take the same dose again.', { exact: false })).toBeVisible();
  await axeClean(page);
}

export async function whenItWasOneDose(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'No, one dose' }).click();
}

export async function whenItIsTakenBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByRole('button', { name: /^(Taken|I took it)/ }).first()).toBeVisible();
}

export async function whenTimesAreChosen(page: Page, morning: string, night: string): Promise<void> {
  await page.goto(`${LIST}/reminders`);
  await page.getByLabel('Morning dose').fill(morning);
  await page.getByLabel('Night dose').fill(night);
  await page.getByRole('button', { name: 'Save times' }).click();
}

export async function thenTheTimesAre(page: Page, times: string): Promise<void> {
  await expect(page.getByText('Your choice is kept.')).toBeVisible();
  await axeClean(page);
  await whenTheListIsOpened(page);
  await expect(page.getByText(`Your times are ${times}.`)).toBeVisible();
}

export async function whenAnInhalerIsPractised(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^How to use it/ }).first().click();
  await expect(page.getByRole('heading', { name: 'How do I know it is empty?' })).toBeVisible();
  await page.getByRole('button', { name: /practised/ }).click();
  await expect(page.getByText(/^You practised this on/)).toBeVisible();
}

export async function whenMoreIsAskedFor(page: Page): Promise<void> {
  await page.goto(`${LIST}/repeat`);
  await page.getByRole('button', { name: 'Send the request' }).click();
  await expect(page.getByText('There is a problem')).toBeVisible();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Send the request' }).click();
  await expect(page.getByText('Your GP surgery has your request')).toBeVisible();
  await expect(page.getByText('Asked for already')).toBeVisible();
}

export async function thenItIsOnItsWay(page: Page, step: string): Promise<void> {
  await page.goto(`${LIST}/repeat`);
  await expect(page.locator('.timeline').first().getByText(step, { exact: true })).toBeVisible();
  await axeClean(page);
}

export async function whenSheOpensTheQueue(page: Page): Promise<void> {
  await page.goto(QUEUE);
  await expect(page.getByRole('heading', { level: 1, name: 'Repeats' })).toBeVisible();
  await axeClean(page);
}

export async function whenSheMoves(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${act}`) }).first().click();
  await expect(page).toHaveURL(new RegExp(`${QUEUE}$`));
}
