import { expect, type Locator, type Page } from '@playwright/test';
import * as nurse from './nurse';
import { editorIsOpen } from '../../support/awake';

/** A draft of Yusuf Rahman's, started or gone on with; the address of the record. */
export async function givenAnOpenDraft(page: Page): Promise<string> {
  await nurse.whenSheFinds(page, 'Rahman', 'Rahman, Yusuf');
  const record = new URL(page.url()).pathname;
  const goOn = page.getByRole('link', { name: 'Go on with the draft' });
  if (await goOn.count()) {
    await goOn.click();
    await thenTheEditorIsOpen(page);
  } else {
    await nurse.whenSheOpensADraft(page);
  }
  return record;
}

export async function thenTheEditorIsOpen(page: Page): Promise<void> {
  await editorIsOpen(page);
}

export function field(page: Page, label: string): Locator {
  return page.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`));
}

/** Opens the palette by keyboard, types, and takes what is found first. */
export async function whenSheFindsAnAction(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Type what you want to do or where to go' });
  await expect(box).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('listbox', { name: 'Actions' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(box).toBeHidden();
}

export async function thenSheIsIn(page: Page, label: string): Promise<void> {
  await expect(field(page, label)).toBeFocused();
}

export async function thenItSays(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: text }).first()).toBeVisible();
}

/** The session ends on this browser, as it does after too long a pause. */
export async function whenTheSessionEnds(page: Page): Promise<void> {
  await page.context().clearCookies();
}

export async function whenSheLogsInAgain(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/log-in\?return=\/practice\/[A-Z0-9]+\/patients\/[0-9a-f-]+\/plan$/);
  await page.getByRole('button', { name }).click();
  await thenTheEditorIsOpen(page);
}
