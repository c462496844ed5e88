// What a task costs the person at the keyboard: key presses, clicks and time.
import type { Page } from '@playwright/test';

export type Effort = { keys: number; clicks: number; seconds: number };

/**
 * Starts counting on every page this one opens from now on, in the page itself: a held modifier is not a press of its
 * own, and a click is one press of the mouse, whatever events follow from it.
 */
export async function countEffort(page: Page): Promise<() => Effort> {
  let keys = 0;
  let clicks = 0;
  const began = Date.now();
  await page.exposeFunction('countPress', (kind: 'key' | 'click') => {
    if (kind === 'key') {
      keys += 1;
    } else {
      clicks += 1;
    }
  });
  const listen = (): void => {
    const told = window as unknown as { countPress: (kind: 'key' | 'click') => Promise<void>; counting?: boolean };
    if (told.counting) {
      return;
    }
    told.counting = true;
    const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];
    addEventListener('keydown', (event) => event.isTrusted && !modifiers.includes(event.key) && void told.countPress('key'), true);
    addEventListener('pointerdown', (event) => event.isTrusted && void told.countPress('click'), true);
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return () => ({ keys, clicks, seconds: (Date.now() - began) / 1000 });
}
