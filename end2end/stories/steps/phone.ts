// A phone that keeps its person's plan: with a network, without one, and after its owner has logged out.
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { person, type PageOptions } from '../../support/people';

/** What a phone without a network complains of. */
const noNetwork = [/ERR_INTERNET_DISCONNECTED/, /answer 503/, /FetchEvent/];
/** And of a session that is over. */
export const signedOut = [...noNetwork, /answer 401/, /401 \(Unauthorized\)/];

const kept = (page: Page, name: string): Promise<string | undefined> =>
  page.evaluate((wanted) => (window as unknown as { phone: { kept(name: string): Promise<string | undefined> } }).phone.kept(wanted), name);

/** Somebody's phone whose worker is in charge and which has a copy. */
export async function givenAPhoneThatKeepsThePlan(browser: Browser, name: string, options: PageOptions = {}): Promise<Page> {
  const page = await person(browser, name, { viewport: { width: 390, height: 844 }, allow: noNetwork, ...options });
  await thenThePlanIsKept(page);
  return page;
}

export async function thenThePlanIsKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => kept(page, 'today')).toBeTruthy();
  await page.goto('/my/plan');
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** No network: neither for pages nor for the worker. */
export async function whenThereIsNoNetwork(context: BrowserContext): Promise<void> {
  await context.route('**/*', (route) => route.abort('internetdisconnected'));
}

export async function whenTheNetworkIsBack(page: Page): Promise<void> {
  await page.context().unroute('**/*');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

export async function thenTheEmergencyStepsAreTheirOwn(page: Page, words: string): Promise<void> {
  await page.goto('/my/emergency');
  await expect(page.getByRole('link', { name: 'Call 999' })).toBeVisible();
  await expect(page.getByText(words).first()).toBeVisible();
  await expect(page.getByText(/kept on this phone, checked today at/)).toBeVisible();
  await expect(page.getByText(/^Plan version \d+, signed/)).toBeVisible();
}

export async function thenTheStepsAreForEverybody(page: Page): Promise<void> {
  await page.goto('/my/emergency');
  await expect(page.getByRole('link', { name: 'Call 999' })).toBeVisible();
  await expect(page.getByText('These steps are for everybody', { exact: false })).toBeVisible();
  await expect(page.getByText(/Plan version/)).toHaveCount(0);
}

export async function thenThePuffsAreCounted(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Puff taken' }).click();
  await expect(page.getByText(/^1 of \d+ puffs taken/)).toBeVisible();
  await expect(page.getByText(/Next in/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Call 999' })).toBeVisible();
}

export async function thenThePlanOpens(page: Page): Promise<void> {
  await page.goto('/my/plan');
  await expect(page.getByRole('heading', { level: 1, name: 'My asthma plan' })).toBeVisible();
  await expect(page.getByText(/^Plan version \d+, signed/)).toBeVisible();
}

export type Answers = { breathless?: string; reliever: RegExp; daytime: RegExp; woke?: string; peakFlow?: string };

export async function whenSomebodyChecksIn(page: Page, answers: Answers): Promise<void> {
  await page.goto('/my/check-in');
  const group = (name: RegExp) => page.getByRole('group', { name });
  await group(/too breathless/).getByLabel(answers.breathless ?? 'No', { exact: true }).check();
  await group(/reliever/).getByLabel(answers.reliever).check();
  await group(/cough, wheeze/).getByLabel(answers.daytime).check();
  await group(/wake you/).getByLabel(answers.woke ?? 'No', { exact: true }).check();
  if (answers.peakFlow) {
    await page.getByLabel(/Peak flow now/).fill(answers.peakFlow);
  }
  await page.getByRole('button', { name: 'Save and see what to do' }).click();
}

export const well: Answers = { reliever: /^No/, daytime: /^No/ };
export const worse: Answers = { reliever: /it helped/, daytime: /a little/ };

export async function thenTheZoneIs(page: Page, zone: 'green' | 'amber' | 'red'): Promise<void> {
  await expect(page).toHaveURL(/\/my$/);
  await expect(page.getByRole('heading', { level: 1, name: `You are in your ${zone} zone` })).toBeVisible();
}

export async function thenEntriesWait(page: Page, words: RegExp): Promise<void> {
  await expect(page.locator('#phone-says')).toContainText(words);
}

export async function thenTheyAreSent(page: Page): Promise<void> {
  await expect(page.locator('#phone-says')).toContainText(/Sent at \d/);
  await expect(page.locator('#phone-says')).not.toContainText(/not sent yet/);
}

export async function thenTheDiaryCounts(page: Page, checkIns: number): Promise<void> {
  await page.goto('/my/diary');
  await expect(page.getByText(`You checked in ${checkIns} times`, { exact: false })).toBeVisible();
}

export async function checkInsInTheDiary(page: Page): Promise<number> {
  await page.goto('/my/diary');
  const words = await page.getByText(/You checked in \d+ times/).innerText();
  return Number(/You checked in (\d+) times/.exec(words)?.[1]);
}

export async function whenTheyLogOut(page: Page): Promise<void> {
  await page.goto('/my/more');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/my/more'));
}

/** The device's clock is this far ahead of when the copy was made. */
export async function whenDaysHavePassed(page: Page, days: number): Promise<void> {
  await page.clock.setFixedTime(Date.now() + days * 24 * 60 * 60 * 1000);
}

/** As a browser does by itself when it is short of room: the store goes, the cookies stay. */
export async function whenTheBrowserClearsItsCopy(page: Page): Promise<void> {
  await page.goto('/my/install');
  await page.evaluate(async () => {
    const open = indexedDB.open('passport');
    await new Promise((done) => (open.onsuccess = done));
    const stores = open.result.transaction(['keys', 'kept', 'outbox'], 'readwrite');
    for (const name of ['keys', 'kept', 'outbox']) {
      stores.objectStore(name).clear();
    }
    await new Promise((done) => (stores.oncomplete = done));
    open.result.close();
  });
}

/** Nothing more can be written. */
export async function whenThePhoneIsFull(page: Page): Promise<void> {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
}
