// What somebody learns in My Journey, and how they say their asthma is held.
import { expect, type Page } from '@playwright/test';
import { axeClean, noSidewaysScroll } from '../../support/fixtures';

export async function whenTheJourneyIsOpened(page: Page): Promise<void> {
  await page.goto('/my/more');
  await page.getByRole('link', { name: 'My Journey: short lessons' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My Journey' })).toBeVisible();
  await noSidewaysScroll(page);
  await axeClean(page);
}

export async function whenALessonIsOpened(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

export async function whenTheQuestionsAreAnswered(page: Page, answers: string[]): Promise<void> {
  for (const answer of answers) await page.getByLabel(answer, { exact: true }).check();
  await page.getByRole('button', { name: 'Check my answers' }).click();
}

export async function thenTheMarkIs(page: Page, heading: string, right: number): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name: heading })).toBeVisible();
  await expect(page.getByText(`You had ${right} of 3 right.`, { exact: false })).toBeVisible();
  await axeClean(page);
}

export async function thenTheLessonIs(page: Page, title: string, state: string): Promise<void> {
  await page.goto('/my/journey');
  await expect(page.getByRole('listitem').filter({ hasText: title })).toContainText(state);
}

export async function whenTheCheckIsOpened(page: Page): Promise<void> {
  await page.goto('/my/more');
  await page.getByRole('link', { name: 'Is your asthma under control? Three questions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Is your asthma under control?' })).toBeVisible();
}

export async function whenTheCheckIsAnswered(page: Page, days: string, nights: string, courses: string): Promise<void> {
  await page.getByLabel(/^In the last 7 days/).selectOption(days);
  await page.getByLabel(/^In the last 7 nights/).selectOption(nights);
  await page.getByLabel(/^Since your last asthma review/).selectOption(courses);
  await page.getByRole('button', { name: 'Save and see what it means' }).click();
}

export async function thenAnAnswerIsMissing(page: Page): Promise<void> {
  await expect(page.getByText('There is a problem')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Choose a number' })).toHaveCount(1);
  await expect(page.getByLabel(/^In the last 7 days/)).toHaveValue('4');
  await axeClean(page);
}

export async function thenItCouldBeHeldBetter(page: Page): Promise<void> {
  await expect(page.getByText('Your asthma could be under better control')).toBeVisible();
  await expect(page.getByText('Take no more medicine than your plan says.', { exact: false })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Could be better' })).toHaveCount(1);
  await noSidewaysScroll(page);
  await axeClean(page);
}

export async function thenTheNextIsInFourWeeks(page: Page): Promise<void> {
  await whenTheCheckIsOpened(page);
  await expect(page.getByText('You did this less than four weeks ago.', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save and see what it means' })).toHaveCount(0);
}
