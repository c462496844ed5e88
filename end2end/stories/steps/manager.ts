import { expect, type Browser, type Page } from '@playwright/test';
import { person } from '../../support/people';

export type Figures = Record<string, string>;

/** `site` is another node than the one the stories use. */
export async function givenTheBoardIsOpen(browser: Browser, site?: string): Promise<Page> {
  const page = await person(browser, 'Priya Sharma', site ? { baseURL: site } : {});
  await expect(page.getByText(/^Live/).first()).toBeVisible();
  return page;
}

/** Every big number with the line under it, by its title. */
export async function figures(page: Page): Promise<Figures> {
  return page.locator('.stat').evaluateAll((cards) =>
    Object.fromEntries(
      cards.map((card) => {
        const text = (part: string): string => card.querySelector(part)?.textContent ?? '';
        return [text('.stat-title'), `${text('.stat-value')} ${text('.stat-note')}`];
      }),
    ),
  );
}

export async function thenTheBoardMovesByItself(page: Page, before: Figures, titles: string[]): Promise<void> {
  for (const title of titles) {
    expect(before[title], `${title} is on the board`).toBeTruthy();
    await expect(async () => {
      expect((await figures(page))[title]).not.toBe(before[title]);
    }, `${title} moves without a reload`).toPass({ timeout: 5_000, intervals: [50] });
  }
}
