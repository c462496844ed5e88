import { expect, type Browser, type Page } from '@playwright/test';
import { person, type PageOptions } from '../../support/people';
import { dayOf, type Day } from '../../support/days';
import { editorIsOpen } from '../../support/awake';

export type Invitation = { link: string; code: string };

export async function givenANurse(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const page = await person(browser, 'Grace Okafor', options);
  await expect(page.getByRole('heading', { level: 1, name: 'Find a patient' })).toBeVisible();
  return page;
}

export async function whenSheFinds(page: Page, words: string, name: string): Promise<void> {
  await page.getByLabel('Name, date of birth or NHS number').fill(words);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/patients\/[0-9a-f-]+$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Patient record' })).toBeVisible();
}

/** The date of birth, as the nurse would read it from the person's papers. */
export async function bornOf(page: Page): Promise<Day> {
  const text = await page.locator('.identity').first().innerText();
  return dayOf(text);
}

export async function whenSheStartsAPlanFrom(page: Page, template: string): Promise<void> {
  await page.getByRole('button', { name: `Start from the template ${template}` }).click();
  await editorIsOpen(page);
}

export async function thenTheRulesNameWhatIsMissing(page: Page): Promise<void> {
  await expect(page.getByText(/\d+ stops?/).first()).toBeVisible();
}

export async function whenSheFillsInAPreventerPlan(page: Page): Promise<void> {
  const today = new Date();
  await page.getByLabel('Best peak flow', { exact: true }).fill('455');
  await page.getByLabel('Measured on').fill(`1/${today.getMonth() + 1}/${today.getFullYear()}`);
  await page.getByLabel('Everyday inhaler', { exact: true }).fill('clen 100');
  await page.getByRole('option', { name: /Clenil Modulite 100/ }).click();
  await page.getByLabel('Morning puffs').selectOption('2');
  await page.getByLabel('Night puffs').selectOption('2');
  await page.getByLabel('Triggers').fill('pollen, cold air');
  await page.getByLabel('GP surgery phone').fill('020 7946 0123');
}

export async function thenThePatientsViewFollows(page: Page): Promise<void> {
  await expect(page.getByText('below 364').first()).toBeVisible();
  await expect(page.getByText('DRAFT', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('Ready to sign').or(page.getByText(/advice/)).first()).toBeVisible();
}

export async function whenSheReviewsAndSigns(page: Page, born: Day): Promise<void> {
  await page.getByRole('button', { name: 'Review and sign' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review and sign' })).toBeVisible();
  await whenSheTicksWhatChanged(page);
  await whenTheDateOfBirthIsTypedAgain(page, born);
  // A double click signs once.
  await page.getByRole('button', { name: 'Sign the plan' }).dblclick();
}

/** Every group of changes, as the signer must. */
export async function whenSheTicksWhatChanged(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox', { name: /^Viewed:/ }).all()) {
    await box.check();
  }
}

export async function whenTheDateOfBirthIsTypedAgain(page: Page, born: Day): Promise<void> {
  await page.getByLabel('Day').fill(born.day);
  await page.getByLabel('Month').fill(born.month);
  await page.getByLabel('Year').fill(born.year);
}

export async function thenVersionIsSigned(page: Page, number: number): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/plan/versions/${number}`));
  await expect(page.getByText(new RegExp(`Version ${number} is signed`)).first()).toBeVisible();
}

export async function whenSheInvites(page: Page): Promise<Invitation> {
  const address = page.url().replace(/(\/patients\/[0-9a-f-]+).*$/, '$1/invitation');
  await page.goto(address);
  await page.getByRole('button', { name: /invitation|invite/i }).click();
  const sheet = page.locator('section, div').filter({ has: page.getByRole('img', { name: /QR/ }) }).last();
  await expect(sheet).toBeVisible();
  const code = /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/.exec((await page.locator('main').innerText()))?.[0] ?? '';
  expect(code, 'the short code is on the sheet').not.toBe('');
  const link = ((await page.locator('details .break-all').textContent()) ?? '').trim();
  return { link, code };
}

export async function whenSheRenews(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Renew/ }).click();
  await editorIsOpen(page);
}

/** Starts or goes on with a draft, whichever the record offers. */
export async function whenSheOpensADraft(page: Page): Promise<void> {
  const renew = page.getByRole('button', { name: /Renew/ });
  await renew.or(page.getByRole('button', { name: /^Start/ })).first().click();
  await editorIsOpen(page);
}

export async function whenAFieldIsTyped(page: Page, label: string, text: string): Promise<void> {
  // Optional fields say so in their label.
  await page.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`)).fill(text);
}

export async function thenItIsSaved(page: Page): Promise<void> {
  await expect(page.getByText('Saving…')).toBeHidden();
  await page.waitForTimeout(900);
  await expect(page.getByText('Saving…')).toBeHidden();
  await expect(page.getByText(/^Saved /).first()).toBeVisible();
}
