// A patient's page is there to be read before anything of the bundle runs, and answers from the first touch.
import { expect, test } from '../support/fixtures';
import * as patient from './steps/patient';
import * as waking from './steps/waking';

test('whoever touches the first answer of a page that nothing has woken is told of an attack', async ({ browser }) => {
  const phone = await patient.givenAPatient(browser, 'Daniel Hughes');
  await waking.givenASlowPhone(phone);
  await waking.whenThePageIsOpenedAndLeftAlone(phone, '/my/check-in');
  await waking.thenItIsStillAsleep(phone);
  await waking.whenTheFirstTouchIsAnAttack(phone);
  await expect(phone.getByRole('heading', { name: 'Do the emergency steps now' })).toBeVisible();
  await expect(phone.getByRole('link', { name: /999/ })).toBeVisible();
});

test('a page that nobody touches wakes by itself and has missed nothing', async ({ browser }) => {
  const phone = await patient.givenAPatient(browser, 'Daniel Hughes');
  const other = await patient.givenAPatient(browser, 'Daniel Hughes');
  await patient.whenSheChecksIn(other, { peakFlow: '', daytime: 'some' });
  await patient.thenSheIsInTheAmberZone(other);
  await waking.whenThePageIsOpenedAndLeftAlone(phone, '/my');
  await waking.thenItIsStillAsleep(phone);
  await patient.whenSheChecksIn(other, { peakFlow: '', daytime: 'none' });
  await waking.thenTheGreenZoneIsShown(phone);
});
