// Joining by whatever way somebody heard of it, coming back on another phone, and who sees what.
import { expect, type Browser, type Page } from '@playwright/test';
import { axeClean, noSidewaysScroll } from '../../support/fixtures';
import { person } from '../../support/people';
import { read } from '../../support/qr';
import type { Day } from '../../support/days';

export async function whenTheManagerMakesALink(browser: Browser, name: string): Promise<string> {
  return makeALink(await person(browser, 'Priya Sharma'), '/practice/Z99001/recruitment', 'School', name);
}

export async function whenTheIcbMakesALink(browser: Browser, name: string): Promise<string> {
  return makeALink(await person(browser, 'Marcus Reid'), '/icb/QZZ/recruitment', 'Social media', name);
}

async function makeALink(page: Page, address: string, seenIn: string, name: string): Promise<string> {
  await page.goto(address);
  await page.getByLabel(seenIn, { exact: true }).check();
  await page.getByLabel('What do you call it?').fill(name);
  const end = new Date(Date.now() + 60 * 24 * 60 * 60 * 1000);
  await page.getByLabel('Day').fill(String(end.getDate()));
  await page.getByLabel('Month').fill(String(end.getMonth() + 1));
  await page.getByLabel('Year').fill(String(end.getFullYear()));
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await axeClean(page);
  const text = await page.locator('main').innerText();
  return /https?:\/\/\S+\/join\?from=\S+/.exec(text)?.[0] ?? '';
}

/** Follows a public link and types the code that the GP surgery gave. */
export async function whenALinkIsFollowed(page: Page, link: string, says: string, code: string): Promise<void> {
  const { pathname, search } = new URL(link);
  await page.goto(pathname + search);
  await expect(page.getByText(says)).toBeVisible();
  await noSidewaysScroll(page);
  await axeClean(page);
  await page.getByLabel(/code/i).fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
}

/** The picture on the sheet, read as a camera would. */
export async function whenThePictureIsRead(sheet: Page): Promise<string> {
  const link = await read(sheet.getByRole('img', { name: 'QR picture of the invitation link' }));
  expect(link).toMatch(/\/join\/[\w-]+$/);
  return link;
}

export async function whenTheyAgree(page: Page, how: { as?: RegExp; heard?: string } = {}): Promise<void> {
  if (how.as) {
    await page.getByLabel(how.as).check();
  }
  for (const box of await page.getByRole('checkbox').all()) {
    await box.check();
  }
  if (how.heard) {
    await page.getByLabel(how.heard).check();
  } else {
    await expect(page.getByText('How did you hear of this?'), 'the link said it').toHaveCount(0);
  }
  await page.getByRole('button', { name: 'I agree and want to join' }).click();
}

/** The few questions: the first is answered already, the rest may be left out. */
export async function whenTheQuestionsAreAnswered(page: Page, language = 'English'): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: /^About / })).toBeVisible();
  await expect(page.getByLabel('Asthma', { exact: true })).toBeChecked();
  await noSidewaysScroll(page);
  await axeClean(page);
  await page.getByLabel('Language you like best').selectOption({ label: language });
  await page.getByRole('button', { name: 'Save and carry on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'You have joined' })).toBeVisible();
  await axeClean(page);
}

export async function whenTheyCarryOn(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Carry on to the plan' }).click();
  await expect(page).toHaveURL(/\/my$/);
  await expect(page.locator('header').getByText(name).first()).toBeVisible();
}

export async function thenTheyCannotJoinAlone(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByText('There is a problem')).toBeVisible();
  await expect(page.locator('.error-message').getByText(words)).toBeVisible();
  await expect(page).toHaveURL(/\/agree/);
}

export async function thenTheAnswersAreKept(page: Page, language: string): Promise<void> {
  await page.goto('/my/about-me');
  await expect(page.getByText(/^You answered on /)).toBeVisible();
  await expect(page.getByLabel('Language you like best').locator('option:checked')).toHaveText(language);
}

/** Few people joined: the number is hidden, so that it names nobody. */
export async function thenTheLinkIsListed(browser: Browser, address: string, who: string, name: string): Promise<void> {
  const page = await person(browser, who);
  await page.goto(address);
  const card = page.locator('section, div').filter({ has: page.getByRole('heading', { name }) }).last();
  await expect(card).toContainText(/joined/i);
  await expect(card).not.toContainText(/\b[1-6] (person|people)/);
}

export async function whenTheNurseAssesses(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Assess Gillick competence' }).click();
  await page.getByRole('button', { name: 'Record the assessment' }).click();
  await expect(page.getByText('There is a problem')).toBeVisible();
  for (const yes of await page.getByLabel('Yes', { exact: true }).all()) {
    await yes.check();
  }
  await page.getByLabel('Gillick competent', { exact: true }).check();
  await page.getByRole('button', { name: 'Record the assessment' }).click();
  await expect(page.getByText(/Grace Okafor, \d/)).toBeVisible();
  await axeClean(page);
}

export async function whenThePeopleAreOpened(page: Page): Promise<void> {
  await page.goto(page.url().replace(/(\/patients\/[0-9a-f-]+).*$/, '$1/people'));
  await expect(page.getByRole('heading', { level: 1, name: 'Who acts for this patient' })).toBeVisible();
}

/** A fresh invitation for an account that lost its way in. */
export async function whenSheInvitesBack(page: Page, who: string): Promise<string> {
  await whenThePeopleAreOpened(page);
  await page.getByRole('button', { name: `Invite ${who} back on a new phone` }).click();
  await expect(page.getByRole('img', { name: 'QR picture of the invitation link' })).toBeVisible();
  return whenThePictureIsRead(page);
}

export async function whenTheyComeBack(page: Page, born: Day, name: string): Promise<void> {
  await page.getByLabel('Day').fill(born.day);
  await page.getByLabel('Month').fill(born.month);
  await page.getByLabel('Year').fill(born.year);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Welcome back.*${name}`) })).toBeVisible();
  await page.getByRole('button', { name: 'Log in on this phone' }).click();
  await expect(page).toHaveURL(/\/my/);
}

/** A phone with a screen lock, made of software. */
export async function givenAScreenLock(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

export async function whenTheScreenLockIsChosen(page: Page): Promise<void> {
  await page.goto('/my/log-ins');
  await page.getByRole('button', { name: 'Use the screen lock' }).click();
  await expect(page.getByText('Screen lock works here')).toBeVisible();
  await axeClean(page);
}

export async function whenTheyLogInWithIt(page: Page): Promise<void> {
  await page.goto('/log-in');
  await page.getByRole('button', { name: 'Log in with the screen lock' }).click();
  await expect(page).toHaveURL(/\/my$/);
}

export async function whenItIsRemoved(page: Page): Promise<void> {
  await page.goto('/my/log-ins');
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByText('Screen lock works here')).toHaveCount(0);
}

export async function thenTheScreenLockOpensNothing(page: Page): Promise<void> {
  await page.goto('/log-in');
  await page.getByRole('button', { name: 'Log in with the screen lock' }).click();
  await expect(page.getByText('This did not work.', { exact: false })).toBeVisible();
}

export async function thenTheyAreLoggedOut(page: Page): Promise<void> {
  await page.goto('/my/plan');
  await expect(page).toHaveURL(/\/log-in/);
}

export async function whenTheDiaryIsHidden(page: Page): Promise<void> {
  await page.goto('/my/parents');
  await expect(page.getByText('Sees everything')).toBeVisible();
  await page.getByRole('button', { name: 'Keep my diary private' }).click();
  await expect(page.getByText('Your diary is private.', { exact: false })).toBeVisible();
  await axeClean(page);
}

export async function thenTheDiaryOpens(page: Page): Promise<void> {
  await page.goto('/my/diary');
  await expect(page.getByText(/You checked in \d+ times/)).toBeVisible();
}

export async function thenThePlanOpensAndNotTheDiary(page: Page): Promise<void> {
  await page.goto('/my/diary');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(/You checked in/)).toHaveCount(0);
  await page.goto('/my/plan');
  await expect(page.getByText(/^Plan version \d+, signed/)).toBeVisible();
  await page.goto('/my/emergency');
  await expect(page.getByRole('link', { name: 'Call 999' })).toBeVisible();
}

export async function whenThePracticeDecides(page: Page, decision: string, why: string): Promise<void> {
  await whenThePeopleAreOpened(page);
  await page.getByLabel(decision).check();
  await page.getByRole('button', { name: 'Record the decision' }).click();
  await expect(page.locator('.error-message').first()).toBeVisible();
  await page.getByLabel(decision).check();
  await page.getByLabel('Why').fill(why);
  await page.getByRole('button', { name: 'Record the decision' }).click();
  await expect(page.getByText(/^Last decision, on/)).toBeVisible();
}

export async function whenTheyLeave(page: Page): Promise<void> {
  await page.goto('/my/terms');
  await page.getByRole('link', { name: /^Leave/ }).click();
  await axeClean(page);
  await page.getByRole('button', { name: 'Leave now' }).click();
  await expect(page.getByText('There is a problem')).toBeVisible();
  await page.getByLabel('I want to leave').check();
  await page.getByRole('button', { name: 'Leave now' }).click();
}

export async function thenTheyHaveLeft(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'You have left' })).toBeVisible();
  await axeClean(page);
  await thenTheyAreLoggedOut(page);
}
