// Every page, for whoever may open it: no accessibility violation and no sideways scroll, at 320 and 1280 px, light and dark.
import { expect, test, axeClean, noSidewaysScroll } from '../support/fixtures';
import { newPage, person } from '../support/people';
import { editorIsOpen } from '../support/awake';

const PRACTICE = '/practice/Z99001';
const PAGES: Record<string, string[]> = {
  '': ['/', '/log-in', '/join', '/join/00000-00000', '/s/0123456789abcdef0123456789abcdef', '/my/emergency', '/my/offline/emergency', '/my/offline/page', '/left', '/not-a-page'],
  'Grace Okafor': [PRACTICE, `${PRACTICE}/patients`, '@record', '@record/plan', '@record/plan/sign', '@record/plan/review', `${PRACTICE}/inbox`, '@record/invitation', '@record/plan/versions/1', '@record/plan/versions/1/after', '@record/plan/versions/compare', `${PRACTICE}/to-file`, `${PRACTICE}/attacks`, `${PRACTICE}/repeats`, `${PRACTICE}/young-people`, '@record/people', '@record/gillick', '/design'],
  'Priya Sharma': [`${PRACTICE}/team`, `${PRACTICE}/recruitment`, `${PRACTICE}/lists/attack-late`, `${PRACTICE}/lists/three-relievers`, `${PRACTICE}/lists/no-plan`, `${PRACTICE}/lists/plan-overdue`, `${PRACTICE}/lists/not-opened`, `${PRACTICE}/lists/questions-open`, `${PRACTICE}/lists/not-joined`, `${PRACTICE}/groups/age`, `${PRACTICE}/retention`, `${PRACTICE}/figures/registered?again=yes`],
  'Marcus Reid': ['/icb/QZZ', '/icb/QZZ/pcn/Z9P001', '/icb/QZZ/hacks', '/icb/QZZ/hacks/new', '/icb/QZZ/feedback', '/icb/QZZ/recruitment', '/icb/QZZ/young-people', '/icb/QZZ/practices', '/icb/QZZ/groups/deprivation', '/icb/QZZ/retention', '/icb/QZZ/figures/registered', '/icb/QZZ/tokens'],
  'Helen Fraser': ['/icb/QZZ/rules', '/icb/QZZ/conditions', '/icb/QZZ/conditions/epilepsy', '/icb/QZZ/templates', '/icb/QZZ/templates/mart', '/icb/QZZ/formulary', '/icb/QZZ/formulary/1'],
  'Daniel Hughes': ['/my', '/my/check-in', '/my/plan', '/my/emergency', '/my/diary', '/my/diary?days=90', '/my/diary/attack', '/my/diary/visit', '/my/diary/peak-flow', '/my/diary/triggers', '/my/more', '/my/install', '/my/journey', '/my/journey/inhaler', '/my/control', '/my/visit', '/my/about-me', '/my/log-ins', '/my/log-ins?joined=yes', '/my/parents', '/my/terms', '/my/terms/leave', '/my/data', '/my/close', '/my/share', '/my/share/new', '/my/seen', '/my/hacks', '/my/feedback', '/my/air', '/my/medicines', '/my/medicines/reminders', '/my/medicines/repeat', '/my/medicines/technique/spacer', '/my/medicines/technique/turbohaler'],
  'Nadia Rahman': ['/my', '/my/plan', '/my/more', '/my/parents'],
};

for (const [name, addresses] of Object.entries(PAGES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`pages of ${name || 'everybody'} in ${colorScheme} mode`, async ({ browser }) => {
      test.slow();
      const options = { colorScheme, allow: [/404/, /401/, /410/] };
      const page = name ? await person(browser, name, options) : await newPage(browser, options);
      let record = '';
      if (addresses.some((address) => address.startsWith('@record'))) {
        await page.getByLabel('Name, date of birth or NHS number').fill('Rahman');
        await page.getByRole('button', { name: 'Search' }).click();
        await page.getByRole('link', { name: /Rahman, Amina/ }).click();
        await expect(page).toHaveURL(/\/patients\/[0-9a-f-]+$/);
        await expect(page.getByRole('heading', { level: 1, name: 'Patient record' })).toBeVisible();
        record = new URL(page.url()).pathname;
        const renew = page.getByRole('button', { name: /Renew/ });
        if (await renew.count()) {
          await renew.first().click();
          await editorIsOpen(page);
        }
      }
      for (const address of addresses) {
        await page.goto(address.replace('@record', record));
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await noSidewaysScroll(page);
          await axeClean(page);
        }
      }
    });
  }
}
