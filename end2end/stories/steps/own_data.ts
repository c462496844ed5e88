// Taking one's data away, and closing the account.
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { axeClean } from '../../support/fixtures';

export async function whenTheDataIsDownloaded(page: Page): Promise<Record<string, unknown>> {
  await page.goto('/my/more');
  await page.getByRole('link', { name: /^Your data/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your data' })).toBeVisible();
  await axeClean(page);
  const paper = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download everything to read or print (PDF)' }).click();
  expect((await readFile(await (await paper).path(), 'latin1')).slice(0, 5)).toBe('%PDF-');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download everything for another app (JSON)' }).click();
  return JSON.parse(await readFile(await (await download).path(), 'utf8'));
}

export function thenTheFileIsAbout(file: Record<string, unknown>, name: string): void {
  expect(file.format).toBe('digital-health-passport-own-data');
  expect(JSON.stringify(file.person)).toContain(name);
}

export async function whenTheAccountIsClosed(page: Page): Promise<void> {
  await page.goto('/my/data');
  await page.getByRole('link', { name: 'Close your account now' }).click();
  await expect(page.getByText('a GP record is kept until 10 years after a person has died')).toBeVisible();
  await axeClean(page);
  await page.getByRole('button', { name: 'Close my account' }).click();
  await expect(page.getByText('There is a problem')).toBeVisible();
  await page.getByLabel('I want to close my account').check();
  await page.getByRole('button', { name: 'Close my account' }).click();
}
