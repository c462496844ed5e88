// Pages before they are awake.
import { expect, type Page } from '@playwright/test';

export async function givenASlowPhone(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** By its address in the bar: nothing on the page is touched, and nobody waits until it is awake. */
export async function whenThePageIsOpenedAndLeftAlone(page: Page, path: string): Promise<void> {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.evaluate((to) => location.assign(to), path)]);
}

export async function thenItIsStillAsleep(page: Page): Promise<void> {
  await expect(page.locator('html')).not.toHaveAttribute('data-awake');
}

export async function whenTheFirstTouchIsAnAttack(page: Page): Promise<void> {
  await page.getByRole('group', { name: /breathless/i }).getByLabel('Yes').check();
}

export async function thenTheGreenZoneIsShown(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'You are in your green zone' })).toBeVisible();
}
