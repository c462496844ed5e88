//! Who has read or changed the record of the person shown, as the audit kept it.

use std::collections::BTreeMap;

use chrono::{DateTime, Months, Utc};
use domain::seen::{MONTHS_TOLD, SeenLine, SeenPage, in_words};
use domain::time::london_day;
use domain::{AccountId, OdsCode, StaffId};
use storage::audit::{Actor, AuditFilter, AuditRow, list};
use storage::{ConnectionTrait, memberships, organisations, patients, shares};

use crate::audit::note;
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// Rows that are read at most; a year of one person has some hundreds.
const MOST_ROWS: u64 = 5_000;

/// The last twelve months: who, what and when, each person once a day for each thing they did.
///
/// # Errors
/// When a row cannot be read.
pub async fn who_has_seen(access: &PatientAccess, services: &Services) -> Result<SeenPage, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let lines = {
        let read = services.store.read().await?;
        lines(&*read, access, services.now()).await?
    };
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write::<_, CareError, _>(move |tx| {
            Box::pin(async move {
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                note(tx, &acting.act("seen_list_read").at(&patient.practice), now).await
            })
        })
        .await?;
    Ok(SeenPage { person, lines, demo: services.demo })
}

/// The lines of the last twelve months, the latest first.
pub(crate) async fn lines(
    conn: &impl ConnectionTrait,
    access: &PatientAccess,
    now: DateTime<Utc>,
) -> Result<Vec<SeenLine>, CareError> {
    let filter = AuditFilter { patient: Some(access.patient()), organisation: None };
    let since = now.checked_sub_months(Months::new(MONTHS_TOLD)).unwrap_or_default();
    let rows = list(conn, &filter, None, MOST_ROWS).await?;
    let mut names = Names { access, links: links(conn, access).await?, staff: BTreeMap::new() };
    let mut lines: Vec<SeenLine> = Vec::new();
    for (_, row) in rows.into_iter().filter(|(_, row)| row.at >= since) {
        let Some(what) = in_words(&row.action) else { continue };
        let (who, day) = (names.who(conn, &row).await?, london_day(row.at));
        match lines.iter_mut().find(|line| line.day == day && line.who == who && line.what == what) {
            Some(line) => line.times = line.times.saturating_add(1),
            None => lines.push(SeenLine { day, at: row.at, who, what: what.to_owned(), times: 1 }),
        }
    }
    Ok(lines)
}

/// What to call each link, by the link's id as the audit has it.
async fn links(conn: &impl ConnectionTrait, access: &PatientAccess) -> Result<BTreeMap<String, String>, CareError> {
    let shares = shares::of_patient(conn, access.patient()).await?;
    let named = |share: shares::Share| {
        let own = share.account == access.account();
        let name = if own { format!("Your link for {}", share.name) } else { "A link somebody else made".to_owned() };
        (share.id.to_string(), name)
    };
    Ok(shares.into_iter().map(named).collect())
}

/// Says who acted: for staff a role and a place and no name, so that nobody is singled out at home.
struct Names<'a> {
    access: &'a PatientAccess,
    links: BTreeMap<String, String>,
    staff: BTreeMap<(StaffId, Option<OdsCode>), String>,
}

impl Names<'_> {
    async fn who(&mut self, conn: &impl ConnectionTrait, row: &AuditRow) -> Result<String, CareError> {
        Ok(match row.actor {
            Actor::Account(account) => self.account(account),
            Actor::Invitation(_) => "Somebody with the invitation".to_owned(),
            Actor::System => match row.detail.as_ref().and_then(|id| self.links.get(id)) {
                Some(name) => name.clone(),
                None => "Digital Health Passport".to_owned(),
            },
            Actor::Staff(staff) => {
                let key = (staff, row.organisation.clone());
                if let Some(known) = self.staff.get(&key) {
                    return Ok(known.clone());
                }
                let said = staff_in_words(conn, staff, row.organisation.as_ref()).await?;
                self.staff.insert(key, said.clone());
                said
            }
        })
    }

    fn account(&self, account: AccountId) -> String {
        if account == self.access.account() { "You" } else { "Somebody else who has joined" }.to_owned()
    }
}

async fn staff_in_words(
    conn: &impl ConnectionTrait,
    staff: StaffId,
    at: Option<&OdsCode>,
) -> Result<String, CareError> {
    let place = match at {
        Some(code) => organisations::by_code(conn, code).await?,
        None => None,
    };
    let Some(place) = place else { return Ok("A member of staff".to_owned()) };
    let held = memberships::current_of(conn, staff).await?;
    let role = held.into_iter().find(|held| held.organisation.code == place.code).map(|held| held.role.title());
    Ok(format!("A {} at {}", role.unwrap_or("member of staff"), place.name))
}
