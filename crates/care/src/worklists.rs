//! Lists of work behind the figures of a practice, with names, for those who work there. Number and list are one: the
//! number is how many people the list has.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use domain::time::london_day;
use domain::worklist::{Way, WorkLine, WorkList, WorkPage, on_list};
use domain::{PatientId, patient::Patient};
use storage::audit::Actor;
use storage::progress::Progress;
use storage::{ConnectionTrait, StoreError, attack_reviews, patients, progress, repeats, visit_questions};

use crate::audit::{Act, note};
use crate::{BoardAccess, CareError, Refused, Services};

/// People on a page.
const PAGE: usize = 50;
/// Reliever inhalers in 12 months from which a review is advised (Scottish guidance and summaries of NG245).
const RELIEVERS: u32 = 3;

/// How many people each list has.
///
/// # Errors
/// `NotFound` for whoever does not work there; when a row cannot be read.
pub async fn counts(access: &BoardAccess, services: &Services) -> Result<Vec<(WorkList, i64)>, CareError> {
    if !access.own() {
        return Err(Refused::NotFound.into());
    }
    let read = services.store.read().await?;
    let found = lists(&*read, access, services).await?;
    let count = |list| i64::try_from(found.get(&list).map_or(0, BTreeMap::len)).unwrap_or(i64::MAX);
    Ok(WorkList::ALL.map(|list| (list, count(list))).to_vec())
}

/// A page of a list, by the day of its column. Reading it is in the audit.
///
/// # Errors
/// `NotFound` for whoever does not work there, and for a page that does not exist; when a row cannot be read.
pub async fn worklist(
    access: &BoardAccess,
    services: &Services,
    list: WorkList,
    page: usize,
) -> Result<WorkPage, CareError> {
    if !access.own() {
        return Err(Refused::NotFound.into());
    }
    let organisation = access.organisation();
    let reader = access.staff().ok_or(Refused::NotFound)?;
    let (people, pages, here, named) = {
        let read = services.store.read().await?;
        let found = lists(&*read, access, services).await?.remove(&list).unwrap_or_default();
        let mut people: Vec<(NaiveDate, PatientId)> = found.into_iter().map(|(id, day)| (day, id)).collect();
        people.sort_unstable();
        let pages = people.len().div_ceil(PAGE).max(1);
        if page == 0 || page > pages {
            return Err(Refused::NotFound.into());
        }
        let here = people.chunks(PAGE).nth(page - 1).unwrap_or_default().to_vec();
        let ids: Vec<PatientId> = here.iter().map(|(_, id)| *id).collect();
        let named = patients::by_ids(&*read, &organisation.code, &ids).await?;
        (people.len(), pages, here, named)
    };
    let mut named: BTreeMap<PatientId, Patient> = named.into_iter().map(|patient| (patient.id, patient)).collect();
    let line = |(since, id): (NaiveDate, PatientId)| {
        let Patient { name, date_of_birth, .. } = named.remove(&id)?;
        Some(WorkLine { patient: id, name, born: date_of_birth, since })
    };
    let lines = here.into_iter().filter_map(line).collect();
    let (practice, now) = (organisation.code.clone(), services.now());
    services
        .store
        .write::<_, CareError, _>(move |tx| {
            Box::pin(async move {
                let act = Act::new(Actor::Staff(reader), "worklist_read").at(&practice);
                note(tx, &act.with(list.as_str()), now).await
            })
        })
        .await?;
    Ok(WorkPage {
        practice: organisation.code.clone(),
        practice_name: organisation.name.clone(),
        list,
        people,
        lines,
        page,
        pages,
        today: services.today(),
        clinical: access.clinical(),
    })
}

type Lists = BTreeMap<WorkList, BTreeMap<PatientId, NaiveDate>>;

/// Everybody on every list, in a handful of reads.
async fn lists(conn: &impl ConnectionTrait, access: &BoardAccess, services: &Services) -> Result<Lists, StoreError> {
    let (practice, now, today) = (&access.organisation().code, services.now(), services.today());
    let mut lists = Lists::new();
    for person in progress::of_practice(conn, practice).await? {
        let born = person.traits.born.map_or(today, |born| born.date());
        let way = way(&person);
        for list in WorkList::ALL {
            if let Some(since) = on_list(list, &way, born, today) {
                lists.entry(list).or_default().insert(person.patient, since);
            }
        }
    }
    let late = attack_reviews::overdue_at(conn, practice, now).await?;
    lists.insert(WorkList::AttackLate, late.into_iter().map(|(id, due)| (id, london_day(due))).collect());
    let asked = repeats::relievers_at(conn, practice, now - TimeDelta::days(365)).await?;
    let many = asked.into_iter().filter(|(_, (count, _))| *count >= RELIEVERS);
    lists.insert(WorkList::ThreeRelievers, many.map(|(id, (_, last))| (id, london_day(last))).collect());
    let open = visit_questions::unanswered_at(conn, practice, now).await?;
    lists.insert(WorkList::QuestionsOpen, open.into_iter().map(|(id, asked)| (id, london_day(asked))).collect());
    // Old reviews and requests name the practice of their day: whoever went elsewhere is on no list here.
    let register = patients::ids_at(conn, practice).await?;
    lists.values_mut().for_each(|list| list.retain(|id, _| register.contains(id)));
    Ok(lists)
}

const fn way(person: &Progress) -> Way {
    Way {
        invited: person.invited_day,
        registered: person.registered_day,
        registered_since: person.registered_since,
        activated: person.activated_day,
        review_due: person.plan_review_due,
        plan_seen: person.plan_seen_day,
    }
}
