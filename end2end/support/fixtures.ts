// `test` as every story uses it: an error on any console or a failed request fails the story.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { neverWakes, waking } from './awake';
import { begin, end, watch } from './watch';

export { expect };

type Options = { allow: RegExp[] };
type Watched = { watched: void };

export const test = base.extend<Options & Watched>({
  /** Patterns of troubles that belong to the story, for the page that Playwright opens itself. */
  allow: [[], { option: true }],
  baseURL: async ({}, use) => {
    await use(process.env.PASSPORT_BASE_URL);
  },
  watched: [
    async ({}, use) => {
      begin();
      await use();
      expect(await end(), 'errors on a console or failed requests').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, allow }, use) => {
    watch(context, allow);
    await use(context);
  },
  page: async ({ page, javaScriptEnabled }, use) => {
    await use(javaScriptEnabled === false ? neverWakes(page) : waking(page));
  },
});

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No rule of WCAG 2.2 AA that a program can check is broken on this page. */
export async function axeClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.target.join(' ')}\n  ${node.html}\n  ${node.failureSummary ?? ''}`),
  );
  expect(found, `accessibility of ${new URL(page.url()).pathname}`).toEqual([]);
}

/** Nothing on the page is wider than the window. */
export async function noSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) {
      return [];
    }
    const outside = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px in ${clientWidth} px`, ...outside.slice(0, 5).map((element) => element.outerHTML.slice(0, 160))];
  });
  expect(wide, `width of ${new URL(page.url()).pathname}`).toEqual([]);
}
