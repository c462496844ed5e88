// An attack: written down at home, reviewed at the practice.
import { expect, type Page } from '@playwright/test';
import { awake } from '../../support/awake';
import { axeClean, noSidewaysScroll } from '../../support/fixtures';

export async function whenTheDiaryIsOpened(page: Page): Promise<void> {
  await page.goto('/my/diary');
  await expect(page.getByRole('heading', { level: 1, name: 'Diary' })).toBeVisible();
  await noSidewaysScroll(page);
  await axeClean(page);
}

async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check();
}

/** By tapping alone. */
export async function whenAnAttackIsWrittenDown(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Attack/ }).click();
  await expect(page.getByRole('link', { name: 'Open the emergency steps' })).toBeVisible();
  await choose(page, 'When was it?', 'Yesterday');
  await choose(page, 'What time of day?', 'Evening');
  await choose(page, 'How long did it last?', 'Up to an hour');
  await choose(page, 'How many puffs of the reliever?', '6 to 10');
  await choose(page, 'Were steroid tablets taken?', 'Yes');
  await choose(page, 'Did anybody call 999?', 'No');
  await axeClean(page);
  await page.getByRole('button', { name: 'Save the attack' }).click();
}

/** Without a network the form tells by the browser's own words what is missing. */
export async function whenAnAttackIsWrittenDownHere(page: Page): Promise<void> {
  await page.goto('/my/diary/attack');
  await expect(page.getByRole('heading', { level: 1, name: 'An attack' })).toBeVisible();
  await page.getByRole('button', { name: 'Save the attack' }).click();
  await expect(page).toHaveURL(/\/my\/diary\/attack/);
  await choose(page, 'What time of day?', 'Night');
  await choose(page, 'How long did it last?', '10 minutes or less');
  await choose(page, 'How many puffs of the reliever?', '1 to 5');
  await choose(page, 'Were steroid tablets taken?', 'No');
  await choose(page, 'Did anybody call 999?', 'No');
  await axeClean(page);
  await page.getByRole('button', { name: 'Save the attack' }).click();
  await expect(page).toHaveURL(/\/my\/diary$/);
}

export async function thenItIsInTheDiary(page: Page, title: string, said: string): Promise<void> {
  await expect(page.getByText('It is in your diary')).toBeVisible();
  await awake(page);
  await expect(page.getByText(`${title}: ${said}.`)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: said }).first()).toBeVisible();
  await expect(() => axeClean(page)).toPass();
}

/** A page that hears news shows itself anew, and a step must not fall into that moment. */
async function openAnew(page: Page, address: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
  }).toPass();
}

export async function thenNobodyWatches(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /See your GP or nurse today/ })).toBeVisible();
  await expect(page.getByText('Nobody is watching this for you.').first()).toBeVisible();
}

export async function whenAVisitIsWrittenDown(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^A&E or hospital/ }).click();
  await choose(page, 'Where?', 'A&E, and home again');
  await choose(page, 'Which day did you go in?', 'Yesterday');
  await expect(page.getByText('are you home again?')).toBeHidden();
  await page.getByRole('button', { name: 'Save and tell my surgery' }).click();
}

export async function thenTheSurgeryShouldSeeThemInTwoWorkingDays(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /Your GP surgery should see you within 2 working days/ })).toBeVisible();
}

export async function whenTheListIsOpened(page: Page): Promise<void> {
  await page.goto('/practice/Z99001');
  await page.getByRole('link', { name: /attacks? to review/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Attacks to review' })).toBeVisible();
  await axeClean(page);
}

export async function thenBothAreOnTheList(page: Page, name: string): Promise<void> {
  const rows = page.getByRole('row').filter({ hasText: name });
  await expect(rows.filter({ hasText: 'A&E' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'Attack at home' })).toHaveCount(1);
}

export async function whenTheReviewIsGivenTo(page: Page, patient: string, colleague: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: 'A&E' });
  await row.getByLabel(`Owner for ${patient}`).selectOption({ label: colleague });
  await row.getByRole('button', { name: 'Give' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'A&E' }).getByLabel(`Owner for ${patient}`)).not.toHaveValue('');
}

export async function whenItIsReviewed(page: Page, what: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: what }).filter({ has: page.getByRole('button') });
  await row.getByRole('button', { name: /^Reviewed/ }).click();
  await expect(row).toHaveCount(0);
}

export async function thenItIsDoneBy(page: Page, colleague: string): Promise<void> {
  const done = page.getByRole('table', { name: 'Reviews done in the last 4 weeks' });
  await expect(done.getByRole('row').filter({ hasText: 'A&E' })).toContainText(`by ${colleague}`);
}

export async function whenTheAttackIsTakenBack(page: Page): Promise<void> {
  await openAnew(page, '/my/diary');
  await page.getByRole('link', { name: /^Attack at/ }).first().click();
  await page.getByText('Take it back', { exact: true }).click();
  await page.getByRole('button', { name: 'Take this entry back' }).click();
  await expect(page.getByText('The entry is taken back')).toBeVisible();
}
