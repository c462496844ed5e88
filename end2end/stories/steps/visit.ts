// What happens before and after the plan is written.
import { expect, type Page } from '@playwright/test';
import { awake } from '../../support/awake';
import { axeClean, noSidewaysScroll } from '../../support/fixtures';

const list = '/practice/Z99001/to-file';

export async function whenSheSendsQuestions(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send questions before the visit' }).click();
  await expect(page.getByText(/Sent on .*, not answered yet/)).toBeVisible();
}

export async function whenSheOpensTheQuestions(page: Page): Promise<void> {
  await page.goto('/my');
  await expect(page.getByText('Two minutes before your visit.')).toBeVisible();
  await page.getByRole('link', { name: 'Questions from your GP surgery' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Before your visit' })).toBeVisible();
  await noSidewaysScroll(page);
  await axeClean(page);
}

type Answers = { days: string; nights: string; courses: string; triggers: string; best?: string };

export async function whenSheAnswers(page: Page, answers: Answers): Promise<void> {
  await page.getByLabel(/^In the last 7 days/).selectOption(answers.days);
  await page.getByLabel(/^In the last 7 nights/).selectOption(answers.nights);
  await page.locator('input[name="steroid_courses"]').fill(answers.courses);
  await page.locator('input[name="triggers"]').fill(answers.triggers);
  const today = new Date();
  await page.locator('input[name="best_peak_flow"]').fill(answers.best ?? '');
  const day = `${today.getDate()}/${today.getMonth() + 1}/${today.getFullYear()}`;
  await page.locator('input[name="best_measured_on"]').fill(answers.best ? day : '');
  await page.getByRole('button', { name: 'Send to your GP surgery' }).click();
}

export async function thenAProblemIsSaidBeside(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByText('There is a problem')).toBeVisible();
  await expect(page.locator('.error-message').getByText(text)).toBeVisible();
}

export async function thenSheIsAskedWhetherItIsRight(page: Page, reading: string): Promise<void> {
  await expect(page.getByText(`Is ${reading} right?`, { exact: false }).first()).toBeVisible();
  await expect(page.getByLabel(`Yes, ${reading} is right`)).not.toBeChecked();
  await axeClean(page);
}

export async function thenTheAnswersAreSent(page: Page): Promise<void> {
  await expect(page.getByText('Thank you. Your answers are sent')).toBeVisible();
}

export async function thenTheEditorTellsWhatWasAnswered(page: Page): Promise<void> {
  await expect(page.getByText(/Not controlled by these answers: .*woken on 2 nights/)).toBeVisible();
  await expect(page.getByText('Patient says: cats').first()).toBeVisible();
  await expect(page.getByText(/Patient says: best peak flow 395/).first()).toBeVisible();
}

export async function whenSheUsesTheTriggers(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Use : Patient says: cats/ }).click();
  await expect(page.getByLabel(/^Triggers/)).toHaveValue(/, cats$/);
}

export async function thenTheSummaryIsCoded(page: Page): Promise<void> {
  await awake(page);
  const summary = page.getByLabel('Summary');
  await expect(summary).toHaveValue(/SNOMED CT 527171000000103/);
  await expect(summary).toHaveValue(/Asthma trigger: cats \[SNOMED CT 201051000000101/);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('status').getByText(/Copied|Ctrl\+C/)).toBeVisible();
  await noSidewaysScroll(page);
  await axeClean(page);
}

export async function thenTheCodeLeadsToThePlan(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: 'QR picture of the address of the patient’s own plan' })).toBeVisible();
}

export async function whenSheTicks(page: Page, button: string, done: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByText(done, { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/By Grace Okafor, .* at /).first()).toBeVisible();
}

export async function thenThePlanIsOnTheListToFile(page: Page, name: string, waits: boolean): Promise<void> {
  await page.goto('/practice/Z99001');
  const link = page.getByRole('link', { name: /plans? to file in the GP record/ });
  if (waits) {
    await link.click();
    await expect(page).toHaveURL(new RegExp(`${list}$`));
  } else {
    await page.goto(list);
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Plans to file in the GP record' })).toBeVisible();
  await expect(page.getByRole('link', { name })).toHaveCount(waits ? 1 : 0);
}

export async function whenSheOpensItFromTheList(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name: /After signing version/ })).toBeVisible();
}

/** Other stories sign plans too. */
export async function whenSheFilesTheRest(page: Page): Promise<void> {
  const filed = page.getByRole('button', { name: /^Filed/ });
  for (let left = await filed.count(); left > 0; left -= 1) {
    await filed.first().click();
    await expect(filed).toHaveCount(left - 1);
  }
}

export async function whenSheFindsSomebodyWhoHasNotJoined(page: Page): Promise<void> {
  for (const family of ['Smith', 'Khan', 'Jones', 'Patel', 'Williams', 'Ahmed', 'Taylor']) {
    await page.goto('/practice/Z99001/patients');
    await page.getByLabel('Name, date of birth or NHS number').fill(family);
    await page.getByRole('button', { name: 'Search' }).click();
    const found = page.getByRole('link', { name: /Signed, review due/ });
    await expect(page.getByRole('link', { name: new RegExp(`${family},`) }).first()).toBeVisible();
    for (const row of await found.all()) {
      if (!/Joined/.test(await row.innerText())) {
        await row.click();
        await expect(page).toHaveURL(/\/patients\/[0-9a-f-]+$/);
        await expect(page.getByRole('heading', { level: 1, name: 'Patient record' })).toBeVisible();
        return;
      }
    }
  }
  throw new Error('everybody with a plan has joined');
}
