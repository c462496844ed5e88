import { expect, type Page } from '@playwright/test';

/** Pages of browsers without scripts: they never wake. */
const asleep = new WeakSet<Page>();

export function neverWakes(page: Page): Page {
  asleep.add(page);
  return page;
}

/** The editor is there and hears what is typed. */
export async function editorIsOpen(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Asthma plan' })).toBeVisible();
  await awake(page);
}

/**
 * Waits until the bundle has taken the page over. A page works before that too, by plain forms, but what is typed in
 * between is not yet heard. A page without a bundle has nothing to wait for.
 */
export async function awake(page: Page): Promise<void> {
  if (asleep.has(page)) {
    return;
  }
  await page.waitForFunction(() => {
    const scripts = [...document.scripts].map((script) => script.text);
    const wakesWhenUsed = scripts.some((text) => text.includes('/phone/wake.js'));
    if (wakesWhenUsed) {
      document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    }
    const wakes = wakesWhenUsed || scripts.some((text) => text.includes('hydrate'));
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
