// One plan with a second person in it: drafted, put forward, remarked on, sent back, approved, renewed and withdrawn.
import { test } from '../support/fixtures';
import * as nurse from './steps/nurse';
import * as patient from './steps/patient';
import * as review from './steps/review';

test('a GP looks at an unusual plan before it is signed, and the patient follows what becomes of it', async ({ browser }) => {
  test.slow();
  const writer = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(writer, 'Hussain', 'Hussain, Zainab');
  const record = writer.url();
  const born = await nurse.bornOf(writer);
  await review.whenSheRenewsOrGoesOn(writer);
  await review.whenSheAddsARescueDose(writer, '60');
  await review.whenSheAsksForASecondPerson(writer, born);
  await review.thenItWaits(writer);

  const gp = await review.givenAGp(browser, 1);
  await review.whenSheOpensFromTheInbox(gp, 'Hussain, Zainab');
  await review.whenSheRemarks(gp, 'Prednisolone a day: 60 mg', '50 mg is what the clinic wrote.');
  await review.whenSheSendsItBack(gp, 'See the dose.');

  await review.thenTheNurseReads(writer, record, 'See the dose.', '50 mg is what the clinic wrote.');
  await review.whenSheAddsARescueDose(writer, '50');
  await review.whenSheAsksForASecondPerson(writer, born);
  await review.whenSheSettlesTheRemark(writer);

  await gp.goto(record.replace(/\/patients\/.*/, '/inbox'));
  await review.whenSheOpensFromTheInbox(gp, 'Hussain, Zainab');
  await review.whenSheApproves(gp, born);
  await nurse.thenVersionIsSigned(gp, 2);

  const phone = await patient.givenAPatient(browser, 'Zainab Hussain');
  await review.thenThePatientReads(phone, /Plan version 2, signed .* by Grace Okafor, practice nurse, approved by Owen Llewellyn, GP/);

  await writer.goto(record);
  await nurse.whenSheRenews(writer);
  await review.whenSheTakesTheRescueDoseAway(writer);
  await nurse.whenSheReviewsAndSigns(writer, born);
  await nurse.thenVersionIsSigned(writer, 3);
  await review.thenThePatientReads(phone, /Plan version 3, signed .* by Grace Okafor, practice nurse\./);

  await review.whenSheWithdraws(writer, 'Written in the wrong record.');
  await review.thenThePatientMustNotUseIt(phone);
});

test('whoever manages the practice ends a certificate, and its nurse signs nothing until there is one again', async ({ browser }) => {
  test.slow();
  const writer = await nurse.givenANurse(browser);
  await nurse.whenSheFinds(writer, 'Osei', 'Osei, Harry');
  await nurse.whenSheOpensADraft(writer);
  const draft = writer.url();

  const manager = await review.givenTheTeamPage(browser);
  await review.whenTheCertificateIsEnded(manager, 'Grace Okafor');
  await writer.goto(`${draft}/sign`);
  await review.thenSheCannotSign(writer);
  await review.whenACertificateIsRecorded(manager, /Grace Okafor/);
  await writer.goto(`${draft}/sign`);
  await review.thenSheCanSign(writer);
});
