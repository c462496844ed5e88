// The same journey on a locked-down PC and a phone whose browser runs no scripts: plain forms do all of it.
import { test } from '../support/fixtures';
import * as joining from './steps/joining';
import * as nurse from './steps/nurse';
import * as patient from './steps/patient';

// Without scripts the browser also refuses the bundle's preload, and says so.
const plain = { javaScriptEnabled: false, allow: [/csp.*\/pkg\//] };

test('a plan is written, signed and carried by plain forms alone', async ({ browser }) => {
  const editor = await nurse.givenANurse(browser, plain);
  await nurse.whenSheFinds(editor, 'Hughes', 'Hughes, Daniel');
  const born = await nurse.bornOf(editor);
  await nurse.whenSheRenews(editor);
  await nurse.whenSheReviewsAndSigns(editor, born);
  await nurse.thenVersionIsSigned(editor, 3);

  const link = await joining.whenSheInvitesBack(editor, 'the patient');
  const phone = await patient.givenAPhone(browser, plain);
  await patient.whenTheLinkIsOpened(phone, link);
  await patient.whenAWrongDateOfBirthIsGiven(phone);
  await patient.thenTriesAreLeft(phone);
  await joining.whenTheyComeBack(phone, born, 'Daniel');
  await joining.whenTheyCarryOn(phone, 'Daniel');
  await patient.whenSheChecksIn(phone, { peakFlow: '420', daytime: 'some' });
  await patient.thenSheIsInTheAmberZone(phone);
});

test('a check-in that lacks an answer comes back with what was typed', async ({ browser }) => {
  const phone = await patient.givenAPatient(browser, 'Daniel Hughes', plain);
  await patient.whenSheSendsOnlyAReading(phone, '41x');
  await patient.thenProblemsAreListedAndTheReadingIsKept(phone, '41x');
});
