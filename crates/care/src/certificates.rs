//! Certificates of the clinicians of a practice, kept by whoever runs it (hazard HZ-07).

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::certificate::{ASTHMA_PLANS, Team, TeamMember};
use domain::time::{london_day, london_midnight, read_date};
use domain::{CertificateId, FieldProblem, StaffId};
use storage::audit::Actor;
use storage::certificates::{self, Certificate};
use storage::memberships;

use crate::audit::{Act, note};
use crate::{CareError, ManagerAccess, Refused, Services};

/// Longest time a certificate is recorded for, in days: a slip in the year is not a certificate for life.
const LONGEST: u64 = 3 * 366;

/// The clinicians of the manager's practice with their certificates.
///
/// # Errors
/// When a row cannot be read.
pub async fn team(access: &ManagerAccess, services: &Services) -> Result<Team, CareError> {
    let now = services.now();
    let read = services.store.read().await?;
    let mut members: Vec<TeamMember> = Vec::new();
    for colleague in memberships::current_at(&*read, &access.practice().code).await? {
        // Whoever is nurse and GP at one practice is one person.
        if !colleague.role.is_clinical() || members.iter().any(|member| member.staff == colleague.staff.id) {
            continue;
        }
        let id = colleague.staff.id;
        members.push(TeamMember {
            staff: id,
            name: colleague.staff.name.to_string(),
            role: colleague.role,
            certified: certificates::certified(&*read, id, ASTHMA_PLANS, now).await?,
        });
    }
    Ok(Team { practice_name: access.practice().name.clone(), now, today: london_day(now), members })
}

/// Records that a clinician of the practice is certified up to and with the day `until`, as typed.
///
/// # Errors
/// `Fields` for a day that cannot be; `NotFound` for anybody who is no clinician there.
pub async fn record_certificate(
    access: &ManagerAccess,
    services: &Services,
    staff: StaffId,
    until: &str,
) -> Result<(), CareError> {
    let (now, today) = (services.now(), services.today());
    let until = read_until(until, today)?;
    let id = CertificateId::from_uuid(services.ids.next());
    let certificate = Certificate {
        id,
        staff,
        subject: ASTHMA_PLANS.into(),
        from: now,
        // The last day counts whole.
        until: london_midnight(until + Days::new(1)),
        recorded_by: access.staff(),
        recorded_at: now,
    };
    change(access, services, staff, "certificate_recorded", Change::Record(Box::new(certificate))).await
}

/// Ends the certificate of a clinician of the practice at this moment. Doing it twice is harmless.
///
/// # Errors
/// `NotFound` for anybody who is no clinician there.
pub async fn end_certificate(access: &ManagerAccess, services: &Services, staff: StaffId) -> Result<(), CareError> {
    change(access, services, staff, "certificate_ended", Change::End(services.now())).await
}

enum Change {
    Record(Box<Certificate>),
    End(DateTime<Utc>),
}

async fn change(
    access: &ManagerAccess,
    services: &Services,
    staff: StaffId,
    action: &'static str,
    change: Change,
) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let practice = &acting.practice().code;
                if memberships::clinical_role(tx, staff, practice).await?.is_none() {
                    return Err(Refused::NotFound.into());
                }
                match change {
                    Change::Record(certificate) => certificates::insert(tx, &certificate).await?,
                    Change::End(at) => {
                        certificates::end(tx, staff, ASTHMA_PLANS, at).await?;
                    }
                }
                note(tx, &Act::new(Actor::Staff(acting.staff()), action).at(practice).with(staff), now).await
            })
        })
        .await
}

fn read_until(text: &str, today: NaiveDate) -> Result<NaiveDate, CareError> {
    let message = match read_date(text) {
        Some(day) if day < today => "The last day must be today or later",
        Some(day) if day > today + Days::new(LONGEST) => "The last day can be at most 3 years from now",
        Some(day) => return Ok(day),
        None => "Enter the last day of the certificate, such as 31 3 2028",
    };
    Err(Refused::Fields(vec![FieldProblem::new("until", message)]).into())
}
