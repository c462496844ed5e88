// The plan in the pocket: without a network, on two phones, after a restart, and gone when its owner logs out.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { nextBuild } from '../support/next_build';
import { axeClean, expect, noSidewaysScroll, test } from '../support/fixtures';
import * as attack from './steps/attack';
import * as nurse from './steps/nurse';
import * as phone from './steps/phone';

test('without a network the plan, the emergency steps and the rules are there, and what is written is sent later', async ({
  browser,
}) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes');
  const before = await phone.checkInsInTheDiary(page);

  await phone.whenThereIsNoNetwork(page.context());
  await phone.thenTheEmergencyStepsAreTheirOwn(page, 'One puff of the red and white');
  await phone.thenThePuffsAreCounted(page);
  await noSidewaysScroll(page);
  await axeClean(page);
  await phone.thenThePlanOpens(page);
  await axeClean(page);

  await phone.whenSomebodyChecksIn(page, phone.well);
  await phone.thenTheZoneIs(page, 'green');
  await phone.thenEntriesWait(page, /1 entry is not sent yet/);
  await phone.whenSomebodyChecksIn(page, phone.worse);
  await phone.thenTheZoneIs(page, 'amber');
  await phone.thenEntriesWait(page, /2 entries are not sent yet/);
  await axeClean(page);

  // The phone was off and on again.
  const later = await page.context().newPage();
  await page.close();
  await later.goto('/my');
  await phone.thenTheZoneIs(later, 'amber');
  await phone.thenEntriesWait(later, /2 entries are not sent yet/);

  await phone.whenTheNetworkIsBack(later);
  await phone.thenTheyAreSent(later);
  await phone.thenTheDiaryCounts(later, before + 2);

  const other = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes');
  await phone.thenTheDiaryCounts(other, before + 2);
});

test('an attack written down without a network reaches the practice once there is one', async ({ browser }) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Nadia Rahman');
  await phone.whenThereIsNoNetwork(page.context());
  await attack.whenAnAttackIsWrittenDownHere(page);
  await phone.thenEntriesWait(page, /1 entry is not sent yet/);

  await phone.whenTheNetworkIsBack(page);
  await phone.thenTheyAreSent(page);
  const desk = await nurse.givenANurse(browser);
  await attack.whenTheListIsOpened(desk);
  await expect(desk.getByText('Rahman, Amina').first()).toBeVisible();
});

test('two phones write without a network, and both entries are kept once', async ({ browser }) => {
  const mother = await phone.givenAPhoneThatKeepsThePlan(browser, 'Zainab Hussain');
  const tablet = await phone.givenAPhoneThatKeepsThePlan(browser, 'Zainab Hussain');
  const before = await phone.checkInsInTheDiary(mother);
  for (const page of [mother, tablet]) {
    await phone.whenThereIsNoNetwork(page.context());
    await phone.whenSomebodyChecksIn(page, phone.well);
    await phone.thenTheZoneIs(page, 'green');
  }
  for (const page of [tablet, mother]) {
    await phone.whenTheNetworkIsBack(page);
    await phone.thenTheyAreSent(page);
  }
  await phone.thenTheDiaryCounts(tablet, before + 2);
  await phone.thenTheDiaryCounts(mother, before + 2);
});

test('a session that ended leaves the plan readable, and a log-out leaves nothing', async ({ browser }) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes', { allow: [/ERR_INTERNET_DISCONNECTED/, /answer 401/, /status of 401/] });
  await page.context().clearCookies({ name: /patient/ });
  await page.goto('/my/plan');
  await expect(page).toHaveURL(/\/log-in/);
  await page.getByRole('link', { name: 'Open the plan kept on this phone' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My asthma plan' })).toBeVisible();
  await expect(page.getByText(/kept on this phone, checked today/)).toBeVisible();

  await page.goto('/log-in');
  await page.getByRole('button', { name: 'Daniel Hughes' }).click();
  await page.waitForURL(/\/my$/);
  await phone.thenThePlanIsKept(page);
  await phone.whenTheyLogOut(page);
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/log-in');
  await expect(page.getByRole('link', { name: 'Open the plan kept on this phone' })).toBeHidden();
  await phone.whenThereIsNoNetwork(page.context());
  await phone.thenTheStepsAreForEverybody(page);
});

/** Every file under a folder that holds a text, as bytes of one or of two each. */
function filesWith(folder: string, text: string): string[] {
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .filter((path) => {
      const content = readFileSync(path);
      return wanted.some((bytes) => content.includes(bytes));
    });
}

test('the files of a browser hold nothing of the plan in the clear, neither before a log-out nor after it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'passport-profile-'));
  const canaries = ['999 000 0018', '9990000018', '13 June 1992', 'My asthma plan', 'signed 30 October', 'red and white'];
  const open = () =>
    chromium.launchPersistentContext(folder, { ...test.info().project.use.launchOptions, baseURL: process.env.PASSPORT_BASE_URL });
  try {
    let context = await open();
    let page = await context.newPage();
    const logIn = async (): Promise<void> => {
      await page.goto('/log-in');
      await page.getByRole('button', { name: 'Daniel Hughes' }).click();
      await page.waitForURL(/\/my$/);
      await phone.thenThePlanIsKept(page);
    };
    await logIn();
    await context.close();
    // The search finds what is there: the shell and the name of the store.
    expect(filesWith(folder, 'These steps are for everybody')).not.toEqual([]);
    expect(filesWith(folder, 'passport')).not.toEqual([]);
    for (const canary of canaries) {
      expect(filesWith(folder, canary), canary).toEqual([]);
    }

    context = await open();
    page = await context.newPage();
    await logIn();
    await page.goto('/my/more');
    await page.getByRole('button', { name: 'Log out' }).click();
    await expect(page).toHaveURL(/\/$/);
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
    await context.close();
    for (const canary of canaries) {
      expect(filesWith(folder, canary), canary).toEqual([]);
    }
  } finally {
    // A browser that was closed may still write for a moment.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

test('a parent of two finds each child’s own emergency steps without a network', async ({ browser }) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Nadia Rahman');
  await phone.whenThereIsNoNetwork(page.context());
  await page.goto('/my/emergency');
  for (const [name, other] of [['Yusuf', 'Amina'], ['Amina', 'Yusuf']] as const) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText(new RegExp(`^${name} Rahman, born`))).toBeVisible();
    await expect(page.getByText(new RegExp(`^${other} Rahman, born`))).toHaveCount(0);
    await expect(page.getByText(/^Plan version \d+, signed/)).toBeVisible();
  }
  await axeClean(page);
});

test('an old copy says how old it is, and stays', async ({ browser }) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes');
  await phone.whenThereIsNoNetwork(page.context());
  for (const [days, words] of [
    [1, /kept on this phone, checked/],
    [8, /Connect when you can/],
    [31, /more than 30 days ago: it may have been replaced/],
  ] as const) {
    await phone.whenDaysHavePassed(page, days);
    await page.goto('/my/plan');
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText(/^Plan version \d+, signed/)).toBeVisible();
  }
});

test('a browser that cleared its copy says so, and a full one does not pretend', async ({ browser }) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes');
  await phone.whenTheBrowserClearsItsCopy(page);
  await phone.whenThereIsNoNetwork(page.context());
  await phone.thenTheStepsAreForEverybody(page);
  await expect(page.locator('#phone-says')).toContainText('cleared its copy');
  await page.context().unroute('**/*');
  await page.goto('/my/plan');
  await expect(page.locator('#phone-says')).toContainText('It is kept again now');

  await phone.whenThePhoneIsFull(page);
  await phone.whenThereIsNoNetwork(page.context());
  await phone.whenSomebodyChecksIn(page, phone.well);
  await expect(page.getByText('This could not be saved on this phone').first()).toBeVisible();
  await expect(page.locator('#phone-says')).not.toContainText('Saved on this device');
});

test('a new version of the app waits until the person says so, and then shows', async ({ browser }) => {
  const build = await nextBuild();
  try {
    const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes', { baseURL: build.address });
    build.comeOut();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/my'))?.update());
    await expect(page.locator('#phone-says')).toContainText('A new version is ready');
    await page.goto('/my/diary');
    // The page comes back by itself, in the new version.
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Update' }).click()]);
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['passport-0000000000000001']);
    await expect(page.locator('#phone-says')).not.toContainText('A new version is ready');
    await phone.whenThereIsNoNetwork(page.context());
    await phone.thenThePlanOpens(page);
  } finally {
    build.close();
  }
});

test('an expired session without a network keeps what is written and sends it after a log-in', async ({ browser }) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes', {
    allow: [/ERR_INTERNET_DISCONNECTED/, /answer 401/, /status of 401/],
  });
  const before = await phone.checkInsInTheDiary(page);
  await phone.whenThereIsNoNetwork(page.context());
  await phone.whenSomebodyChecksIn(page, phone.well);
  await phone.thenTheZoneIs(page, 'green');
  await page.context().clearCookies({ name: /patient/ });
  await phone.whenTheNetworkIsBack(page);
  await expect(page.locator('#phone-says')).toContainText('Log in to send');
  await page.goto('/log-in');
  await page.getByRole('button', { name: 'Daniel Hughes' }).click();
  await page.waitForURL(/\/my$/);
  await phone.thenTheyAreSent(page);
  await phone.thenTheDiaryCounts(page, before + 1);
});
