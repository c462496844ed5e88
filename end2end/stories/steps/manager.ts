import { expect, type Browser, type Page } from '@playwright/test';
import { person } from '../../support/people';

export type Figures = Record<string, string>;

export async function givenTheBoardIsOpen(browser: Browser): Promise<Page> {
  const page = await person(browser, 'Priya Sharma');
  await expect(page.getByText(/^Live/).first()).toBeVisible();
  return page;
}

/** Every big number with the line under it, by the name of its figure. */
export async function figures(page: Page): Promise<Figures> {
  return page.locator('[data-metric]').evaluateAll((cards) =>
    Object.fromEntries(cards.map((card) => [card.getAttribute('data-metric') ?? '', card.textContent ?? ''])),
  );
}

export async function thenTheBoardMovesByItself(page: Page, before: Figures, metrics: string[]): Promise<void> {
  for (const metric of metrics) {
    await expect(async () => {
      expect((await figures(page))[metric]).not.toBe(before[metric]);
    }, `${metric} moves without a reload`).toPass({ timeout: 5_000, intervals: [50] });
  }
}
