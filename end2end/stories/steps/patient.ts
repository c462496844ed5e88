import { expect, type Browser, type Page } from '@playwright/test';
import { newPage, person, type PageOptions } from '../../support/people';
import type { Day } from '../../support/days';

export async function givenAPhone(browser: Browser, options: PageOptions = {}): Promise<Page> {
  return newPage(browser, { ...options, viewport: { width: 390, height: 844 } });
}

export async function whenTheLinkIsOpened(page: Page, link: string): Promise<void> {
  await page.goto(new URL(link).pathname);
}

export async function whenTheCodeIsTyped(page: Page, code: string): Promise<void> {
  await page.goto('/join');
  await page.getByLabel(/code/i).fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function giveDateOfBirth(page: Page, born: Day): Promise<void> {
  await page.getByLabel('Day').fill(born.day);
  await page.getByLabel('Month').fill(born.month);
  await page.getByLabel('Year').fill(born.year);
  await page.getByRole('button', { name: 'Continue' }).click();
}

export async function whenAWrongDateOfBirthIsGiven(page: Page): Promise<void> {
  await giveDateOfBirth(page, { day: '1', month: '1', year: '1950' });
}

export async function thenTriesAreLeft(page: Page): Promise<void> {
  await expect(page.getByText('There is a problem')).toBeVisible();
  await expect(page.getByText(/4 (more )?tries/).first()).toBeVisible();
}

export async function whenTheDateOfBirthIsGiven(page: Page, born: Day): Promise<void> {
  await giveDateOfBirth(page, born);
  await expect(page).toHaveURL(/\/agree/);
}

export async function thenWhatIsCollectedIsPlain(page: Page): Promise<void> {
  await expect(page.getByText('Nobody is watching your diary', { exact: false }).first()).toBeVisible();
}

async function agree(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox').all()) {
    await box.check();
  }
  await page.getByLabel('My nurse or GP surgery told me').check();
  await page.getByRole('button', { name: /agree/i }).click();
}

export async function whenSheAgrees(page: Page): Promise<void> {
  await agree(page);
}

export async function whenAParentAgrees(page: Page): Promise<void> {
  await page.getByLabel(/parent/i).check();
  await agree(page);
}

/** The few questions after joining can wait. */
export async function whenTheQuestionsAreLeft(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: /^About / })).toBeVisible();
  await page.getByRole('link', { name: 'Not now' }).click();
}

export async function thenTodayIsOpen(page: Page, name: string): Promise<void> {
  await expect(page).toHaveURL(/\/my$/);
  await expect(page.getByText(name).first()).toBeVisible();
}

export async function thenThePersonShownIs(page: Page, name: string): Promise<void> {
  await expect(page.locator('header').getByText(name).first()).toBeVisible();
}

export async function whenSheSwitchesTo(page: Page, name: string): Promise<void> {
  await page.goto('/my/more');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await expect(page).toHaveURL(/\/my$/);
}

export async function thenTheInvitationIsClosed(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: /closed|cannot be used|no longer/i })).toBeVisible();
}

export async function thenHerOwnPlanIsThere(page: Page): Promise<void> {
  await page.goto('/my/plan');
  for (const zone of ['1 Green zone: every day', '2 Amber zone: getting worse', '3 Red zone: asthma attack']) {
    await expect(page.getByRole('heading', { name: zone })).toBeVisible();
  }
  await expect(page.getByText(/Plan version 1, signed/).first()).toBeVisible();
}

export async function whenSheChecksIn(page: Page, today: { peakFlow: string; daytime: 'none' | 'some' }): Promise<void> {
  await page.goto('/my/check-in');
  await expect(page.getByText('Nobody is watching this for you')).toBeVisible();
  await page.locator('input[name="too_breathless"][value="no"]').check();
  await page.locator('input[name="reliever"][value="none"]').check();
  await page.locator(`input[name="daytime"][value="${today.daytime}"]`).check();
  await page.locator('input[name="woke_at_night"][value="no"]').check();
  await page.locator('input[name="peak_flow"]').fill(today.peakFlow);
  await page.getByRole('button', { name: /save|send/i }).click();
}

export async function thenSheIsInTheAmberZone(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/my$/);
  await expect(page.getByRole('heading', { level: 1, name: 'You are in your amber zone' })).toBeVisible();
}

export async function thenTheEmergencyStepsAreHerOwn(page: Page): Promise<void> {
  await page.goto('/my/emergency');
  await expect(page.getByRole('link', { name: /Call 999/ })).toHaveAttribute('href', 'tel:999');
  await expect(page.getByText('Ask someone near you to call 999 now')).toBeVisible();
  await expect(page.getByText('Up to 10 puffs').first()).toBeVisible();
  await expect(page.getByText('Up to 6 puffs')).toHaveCount(0);
}

export async function givenAPatient(browser: Browser, name: string, options: PageOptions = {}): Promise<Page> {
  return person(browser, name, { ...options, viewport: { width: 390, height: 844 } });
}

export async function whenSheSendsOnlyAReading(page: Page, reading: string): Promise<void> {
  await page.goto('/my/check-in');
  await page.locator('input[name="peak_flow"]').fill(reading);
  await page.getByRole('button', { name: /save|send/i }).click();
}

export async function thenProblemsAreListedAndTheReadingIsKept(page: Page, reading: string): Promise<void> {
  await expect(page.getByText('There is a problem')).toBeVisible();
  await expect(page.locator('input[name="peak_flow"]')).toHaveValue(reading);
  await expect(page.getByRole('link', { name: /peak flow/i }).first()).toHaveAttribute('href', '#peak_flow');
}
