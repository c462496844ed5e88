// The editor of a nurse who would choose it over paper: by keyboard, with a colleague, and through the end of a session.
import { awake } from '../support/awake';
import { axeClean, expect, noSidewaysScroll, test } from '../support/fixtures';
import { person } from '../support/people';
import * as editor from './steps/editor';
import * as nurse from './steps/nurse';

test('a nurse works by keyboard alone: palette, sections, problems, undo, and the off switch', async ({ browser }) => {
  const page = await nurse.givenANurse(browser);
  await editor.givenAnOpenDraft(page);
  await awake(page);

  await editor.whenSheFindsAnAction(page, 'triggers go');
  await editor.thenSheIsIn(page, 'Triggers');
  const before = await editor.field(page, 'Triggers').inputValue();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('pollen, horses');
  await page.keyboard.press('Control+Enter');
  await editor.thenSheIsIn(page, 'GP surgery phone');
  await page.keyboard.press('Alt+ArrowUp');
  await editor.thenSheIsIn(page, 'Triggers');
  await page.keyboard.press('Alt+ArrowDown');
  await editor.thenSheIsIn(page, 'GP surgery phone');

  await editor.whenSheFindsAnAction(page, 'puffs symptoms');
  await editor.thenSheIsIn(page, 'Puffs for symptoms');
  const puffs = editor.field(page, 'Puffs for symptoms');
  const chosen = await puffs.inputValue();
  await puffs.selectOption('3');
  await page.keyboard.press('Control+z');
  await expect(puffs).toHaveValue(chosen);
  await editor.thenItSays(page, /^Undone: Puffs for symptoms, 3 puffs back to/);
  await page.keyboard.press('Control+z');
  await expect(editor.field(page, 'Triggers')).toHaveValue(before);
  await page.keyboard.press('Control+Shift+Z');
  await expect(editor.field(page, 'Triggers')).toHaveValue('pollen, horses');
  await editor.thenItSays(page, /^Done again: Triggers/);

  await page.keyboard.press('Alt+p');
  await expect(page.getByRole('tab', { name: 'Phone' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Print', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel').getByText('DRAFT – do not use')).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText('NHS number', { exact: false })).toBeVisible();
  await axeClean(page);
  await page.getByRole('tabpanel').getByText('pollen, horses').click();
  await editor.thenSheIsIn(page, 'Triggers');

  await page.keyboard.press('Alt+d');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await editor.thenSheIsIn(page, 'Triggers');

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox', { name: 'Actions' })).toBeVisible();
  await axeClean(page);
  await page.keyboard.press('Escape');
  await editor.thenSheIsIn(page, 'Triggers');

  await editor.whenSheFindsAnAction(page, 'shortcuts');
  await editor.thenItSays(page, 'Keyboard shortcuts are off');
  await page.reload();
  await awake(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByText('Keyboard', { exact: true }).click();
  await page.getByRole('button', { name: 'Turn keyboard shortcuts on or off' }).click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('tab', { name: 'Phone' })).toBeHidden();
  await page.locator('.preview-toggle').getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('tab', { name: 'Phone' })).toBeVisible();
  await noSidewaysScroll(page);
  await axeClean(page);
});

test('two clinicians see each other in a draft, and where the other is', async ({ browser }) => {
  const first = await nurse.givenANurse(browser);
  const record = await editor.givenAnOpenDraft(first);
  const second = await person(browser, 'Owen Llewellyn');
  await second.goto(`${record}/plan`);
  await expect(second.getByText('Grace Okafor is also editing')).toBeVisible();
  await editor.field(second, 'Emergency contact').focus();
  await expect(first.getByText('Owen Llewellyn is also editing')).toBeVisible({ timeout: 25_000 });
  await expect(first.getByText('Owen Llewellyn is in this section')).toBeVisible({ timeout: 25_000 });

  // A colleague's change is no step of hers.
  await nurse.whenAFieldIsTyped(second, 'Emergency contact', 'Nadia');
  await nurse.thenItIsSaved(second);
  await nurse.whenAFieldIsTyped(first, 'Note in their own words', 'Puff before riding.');
  await nurse.thenItIsSaved(first);
  await expect(editor.field(first, 'Emergency contact')).toHaveValue('Nadia');
  await first.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.field(first, 'Note in their own words')).not.toHaveValue('Puff before riding.');
  await first.getByRole('button', { name: 'Undo' }).click();
  await editor.thenItSays(first, 'Nothing to undo');
  await expect(editor.field(first, 'Emergency contact')).toHaveValue('Nadia');
});

test('a session that ends in the middle of a sentence loses nothing', async ({ browser }) => {
  const page = await nurse.givenANurse(browser, { allow: [/401/] });
  const record = await editor.givenAnOpenDraft(page);
  await awake(page);
  await editor.whenTheSessionEnds(page);
  await nurse.whenAFieldIsTyped(page, 'Note in their own words', 'Typed when the session had ended.');
  await expect(page.getByText('You are logged out. What you typed is kept on this computer until you log in.').first()).toBeVisible();

  // Meanwhile a colleague writes in another field.
  const second = await person(browser, 'Owen Llewellyn');
  await second.goto(`${record}/plan`);
  await nurse.whenAFieldIsTyped(second, 'Emergency contact', 'Samira');
  await nurse.thenItIsSaved(second);

  await editor.whenSheLogsInAgain(page, 'Grace Okafor');
  await expect(editor.field(page, 'Note in their own words')).toHaveValue('Typed when the session had ended.');
  await expect(editor.field(page, 'Emergency contact')).toHaveValue('Samira');
  await editor.thenItSays(page, 'What you typed before is back');
  await nurse.thenItIsSaved(page);
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed/')))).toEqual([]);
  await second.reload();
  await expect(editor.field(second, 'Note in their own words')).toHaveValue('Typed when the session had ended.');
});

test('a line that breaks is said, and mended by itself', async ({ browser }) => {
  const page = await nurse.givenANurse(browser, { allow: [/ERR_INTERNET_DISCONNECTED/] });
  await editor.givenAnOpenDraft(page);
  await awake(page);
  await page.context().setOffline(true);
  await nurse.whenAFieldIsTyped(page, 'Triggers', 'pollen, typed offline');
  await expect(page.getByText('Offline – kept on this computer until you are back').first()).toBeVisible();
  await page.context().setOffline(false);
  await nurse.thenItIsSaved(page);
});

test('two versions are compared in words, both ways', async ({ browser }) => {
  const page = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(page, 'Hughes', 'Hughes, Daniel');
  await page.getByRole('button', { name: 'Compare the two versions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Version 1 compared with version 2$/ })).toBeVisible();
  await expect(page.locator('del').first()).toBeVisible();
  await expect(page.locator('ins').first()).toBeVisible();
  await axeClean(page);
  await page.getByRole('link', { name: 'Compare the other way round' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Version 2 compared with version 1$/ })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await noSidewaysScroll(page);
  await axeClean(page);
});
