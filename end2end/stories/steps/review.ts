import { expect, type Browser, type Page } from '@playwright/test';
import { person } from '../../support/people';
import type { Day } from '../../support/days';
import { axeClean, noSidewaysScroll } from '../../support/fixtures';
import { thenItIsSaved, whenSheTicksWhatChanged, whenTheDateOfBirthIsTypedAgain } from './nurse';
import { editorIsOpen } from '../../support/awake';

/** Renews the plan, or goes on with a draft that somebody left. */
export async function whenSheRenewsOrGoesOn(page: Page): Promise<void> {
  const draft = page.getByRole('link', { name: 'Go on with the draft' });
  await draft.or(page.getByRole('button', { name: /Renew/ })).first().click();
  await editorIsOpen(page);
}

export async function whenSheAddsARescueDose(page: Page, mg: string): Promise<void> {
  await page.getByRole('group', { name: 'Rescue steroid tablets' }).getByText('Yes').click();
  await page.getByLabel('Prednisolone a day').fill(mg);
  await page.getByLabel('Days of prednisolone').fill('5');
  await thenItIsSaved(page);
}

export async function whenSheTakesTheRescueDoseAway(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Rescue steroid tablets' }).getByText('No', { exact: true }).click();
  await thenItIsSaved(page);
}

export async function whenSheAsksForASecondPerson(page: Page, born: Day): Promise<void> {
  await page.getByRole('button', { name: 'Review and sign' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review and sign' })).toBeVisible();
  await expect(page.getByText('A second person approves this plan.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign the plan' })).toHaveCount(0);
  await page.getByLabel('Reason', { exact: true }).selectOption('specialist');
  await whenSheTicksWhatChanged(page);
  await whenTheDateOfBirthIsTypedAgain(page, born);
  await page.getByRole('button', { name: 'Ask a GP to approve it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review of an asthma plan' })).toBeVisible();
}

export async function thenItWaits(page: Page): Promise<void> {
  await expect(page.getByText('Waiting for a second person')).toBeVisible();
  await expect(page.getByRole('button', { name: /Approve/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Take back to change it' })).toBeVisible();
}

export async function givenAGp(browser: Browser, waiting: number): Promise<Page> {
  const page = await person(browser, 'Owen Llewellyn');
  await page.getByRole('link', { name: `Inbox: ${waiting} to check` }).click();
  return page;
}

export async function whenSheOpensFromTheInbox(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await clean(page);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review of an asthma plan' })).toBeVisible();
  await clean(page);
}

/** Accessible, and not wider than the window. */
async function clean(page: Page): Promise<void> {
  await noSidewaysScroll(page);
  await axeClean(page);
}

export async function whenSheRemarks(page: Page, line: string, words: string): Promise<void> {
  await page.getByLabel('Line', { exact: true }).selectOption({ label: line });
  await page.getByLabel('Remark', { exact: true }).fill(words);
  await page.getByRole('button', { name: 'Add the remark' }).click();
  await expect(page.getByText(words)).toBeVisible();
  await clean(page);
}

export async function whenSheSendsItBack(page: Page, words: string): Promise<void> {
  await page.getByLabel('What should be changed?').fill(words);
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(page.getByText('Sent back', { exact: true })).toBeVisible();
}

/** On the record, and beside the line in the editor, which is open then. */
export async function thenTheNurseReads(page: Page, record: string, words: string, remark: string): Promise<void> {
  await page.goto(record);
  await expect(page.getByText('Sent back', { exact: true })).toBeVisible();
  await expect(page.getByText(words, { exact: false }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Go on with the draft' }).click();
  await editorIsOpen(page);
  await expect(page.getByText(remark)).toBeVisible();
}

export async function whenSheSettlesTheRemark(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Settle/ }).click();
  await expect(page.getByText('Settled', { exact: true })).toBeVisible();
}

export async function whenSheApproves(page: Page, born: Day): Promise<void> {
  await whenTheDateOfBirthIsTypedAgain(page, born);
  await page.getByRole('button', { name: 'Approve and sign' }).click();
  await expect(page.getByText('There is a problem')).toBeVisible();
  await expect(page.getByLabel('Year')).toHaveValue(born.year);
  await whenSheTicksWhatChanged(page);
  await page.getByRole('button', { name: 'Approve and sign' }).click();
}

export async function thenThePatientReads(page: Page, stamp: RegExp): Promise<void> {
  await page.goto('/my/plan');
  await expect(page.getByText(stamp).first()).toBeVisible();
}

export async function whenSheWithdraws(page: Page, reason: string): Promise<void> {
  await page.getByLabel('Why must it not be used?').fill(reason);
  await page.getByRole('button', { name: 'Withdraw this plan' }).click();
  await expect(page.getByText(`Reason: ${reason}`)).toBeVisible();
}

export async function thenThePatientMustNotUseIt(page: Page): Promise<void> {
  await page.goto('/my/plan');
  await expect(page.getByRole('heading', { level: 1, name: /Do not use/ })).toBeVisible();
}

export async function givenTheTeamPage(browser: Browser): Promise<Page> {
  const page = await person(browser, 'Priya Sharma');
  await page.getByRole('link', { name: 'Team' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  return page;
}

export async function whenTheCertificateIsEnded(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `End now the certificate of ${name}` }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) }).getByText('Ended')).toBeVisible();
}

export async function whenACertificateIsRecorded(page: Page, name: RegExp): Promise<void> {
  const option = page.getByLabel('Whose').locator('option').filter({ hasText: name });
  await page.getByLabel('Whose').selectOption(await option.getAttribute('value'));
  await page.getByLabel('Day').fill('31');
  await page.getByLabel('Month').fill('3');
  await page.getByLabel('Year').fill(String(new Date().getFullYear() + 1));
  await page.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByRole('row', { name }).getByText('Current')).toBeVisible();
}

export async function thenSheCannotSign(page: Page): Promise<void> {
  // A draft that lacks something says that first; the certificate is said beside it.
  await expect(page.getByText(/Your certificate to sign plans ended on/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign the plan' })).toHaveCount(0);
}

export async function thenSheCanSign(page: Page): Promise<void> {
  await expect(page.getByText(/Your certificate to sign plans ended on/)).toHaveCount(0);
}
