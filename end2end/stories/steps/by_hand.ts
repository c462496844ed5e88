// What a nurse does with her own hands: presses of keys and clicks, and no shortcut through the page.
import { expect, type Page } from '@playwright/test';
import type { Day } from '../../support/days';
import { editorIsOpen } from '../../support/awake';

const families = ['Smith', 'Khan', 'Jones', 'Patel', 'Williams', 'Ahmed', 'Taylor', 'Brown', 'Singh', 'Davies', 'Begum', 'Evans'];

/** Searches until somebody of that age has a plan in that state and no draft, and stops before the record is opened. */
export async function whenSheLooksForSomebody(
  page: Page,
  from: number,
  to: number,
  state: RegExp,
  among: readonly string[] = families,
): Promise<void> {
  for (const family of among) {
    await page.getByLabel('Name, date of birth or NHS number').fill(family);
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('link', { name: new RegExp(`${family},`) }).first()).toBeVisible();
    for (const row of await page.getByRole('link', { name: state }).all()) {
      const text = await row.innerText();
      const age = Number(/\((\d+) years?\)/.exec(text)?.[1]);
      if (age >= from && age <= to && !/Draft/.test(text)) {
        await row.focus();
        return;
      }
    }
  }
  throw new Error(`nobody from ${from} to ${to} years fits ${state}`);
}

/** Opens the record in focus. */
export async function whenSheOpensTheRecord(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/patients\/[0-9a-f-]+$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Patient record' })).toBeVisible();
}

export async function whenSheClicksTheButton(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
}

export async function thenTheEditorIsOpen(page: Page): Promise<void> {
  await editorIsOpen(page);
}

export async function whenSheClicksInto(page: Page, label: string): Promise<void> {
  await page.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`)).click();
}

export async function whenShePresses(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}

export async function whenSheTypes(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
}

/** The number of the version that is being renewed. */
export async function versionRenewed(page: Page): Promise<number> {
  return Number(/Renewing version (\d+)/.exec(await page.locator('.identity').first().innerText())?.[1]);
}

/** A best peak flow in a plan that may have gone by symptoms alone: the last one, measured again, or a first one. */
export async function whenSheMeasuresAgain(page: Page, first: string): Promise<void> {
  await page.getByRole('group', { name: 'Peak flow in this plan' }).getByText('Yes').click();
  const last = await page.getByLabel('Best peak flow', { exact: true }).inputValue();
  await whenSheTypesTheBestPeakFlow(page, last || first);
}

/** Best peak flow and the day it was measured, over whatever stood there. */
export async function whenSheTypesTheBestPeakFlow(page: Page, best: string): Promise<void> {
  const today = new Date();
  await whenSheClicksInto(page, 'Best peak flow');
  await whenShePresses(page, 'Control+A');
  await whenSheTypes(page, best);
  await whenShePresses(page, 'Tab');
  await whenSheTypes(page, `${today.getDate()}/${today.getMonth() + 1}/${today.getFullYear()}`);
}

/** From the day of the measurement past the meter and the lines to the first inhaler. */
export async function whenSheGoesOnToTheInhaler(page: Page, label: string): Promise<void> {
  await whenShePresses(page, 'Tab', 'Tab', 'Tab');
  await expect(page.getByLabel(label, { exact: true })).toBeFocused();
}

export async function thenItShows(page: Page, label: string, value: RegExp): Promise<void> {
  await expect(page.getByLabel(label, { exact: true })).toHaveValue(value);
}

/** Triggers, a note and the emergency contact, one after the other. */
export async function whenSheTypesAboutLife(page: Page, triggers: string, note: string, name: string, phone: string): Promise<void> {
  await whenSheClicksInto(page, 'Triggers');
  await whenSheTypes(page, triggers);
  await whenShePresses(page, 'Tab');
  await whenSheTypes(page, note);
  await whenShePresses(page, 'Tab', 'Tab');
  await whenSheTypes(page, name);
  await whenShePresses(page, 'Tab');
  await whenSheTypes(page, phone);
  await expect(page.getByLabel(/^Emergency contact phone/)).toHaveValue(phone);
}

export async function whenSheReviewsAndSigns(page: Page, born: Day): Promise<void> {
  await whenSheClicksTheButton(page, 'Review and sign');
  await expect(page.getByRole('heading', { level: 1, name: 'Review and sign' })).toBeVisible();
  for (const box of await page.getByRole('checkbox', { name: /^Viewed:/ }).all()) {
    await box.click();
  }
  await page.getByLabel('Day', { exact: true }).click();
  await whenSheTypes(page, born.day);
  await whenShePresses(page, 'Tab');
  await whenSheTypes(page, born.month);
  await whenShePresses(page, 'Tab');
  await whenSheTypes(page, born.year);
  await whenSheClicksTheButton(page, 'Sign the plan');
}
