// Browsers of people: each has its own, so nobody shares cookies.
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { awake, neverWakes, waking } from './awake';
import { watch } from './watch';

export type PageOptions = BrowserContextOptions & {
  /** Troubles that belong to the story. */
  allow?: RegExp[];
};

/** A page of somebody who is not logged in. `goto` also waits until the page answers. */
export async function newPage(browser: Browser, { allow, ...options }: PageOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: process.env.PASSPORT_BASE_URL, ...options });
  watch(context, allow);
  const page = await context.newPage();
  return options.javaScriptEnabled === false ? neverWakes(page) : waking(page);
}

/** A page of a person of the demonstration, logged in. */
export async function person(browser: Browser, name: string, options: PageOptions = {}): Promise<Page> {
  const page = await newPage(browser, options);
  await page.goto('/log-in');
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => url.pathname !== '/log-in');
  if (options.javaScriptEnabled !== false) {
    await awake(page);
  }
  return page;
}
