import type { Page } from '@playwright/test';

/**
 * Waits until the bundle has taken the page over. A page works before that too, by plain forms, but what is typed in
 * between is not yet heard. A page without a bundle has nothing to wait for.
 */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const wakes = [...document.scripts].some((script) => script.text.includes('hydrate'));
    return document.documentElement.hasAttribute('data-awake') || (document.readyState === 'complete' && !wakes);
  });
}

/** Lets `goto` also wait until the page is awake. */
export function waking(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (...where) => {
    const answer = await goto(...where);
    await awake(page);
    return answer;
  };
  return page;
}
