//! Finding a patient among a practice's by what a nurse types: parts of a name, a date of birth, an NHS number.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::patient::PatientRow;
use domain::time::read_date;
use domain::{DateOfBirth, NhsNumber, OdsCode, PatientId};
use sea_orm::sea_query::{CaseStatement, Cond, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entities::{account_people, drafts, patients, plan_versions};
use crate::map::{Row, name};
use crate::{StoreError, fold_name};

/// What to look for: all of it must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatientSearch {
    /// Folded beginnings of words of the name.
    words: Vec<String>,
    born: Option<NaiveDate>,
    /// Beginning of the NHS number.
    digits: String,
}

/// Most words of a search that count; nobody's name needs more.
const MOST_WORDS: usize = 6;

impl PatientSearch {
    /// Reads what was typed. `None` when there is nothing to look for.
    pub fn read(typed: &str) -> Option<Self> {
        let mut search = Self::default();
        for part in typed.split([' ', ',', ';', '\t', '\u{a0}']).filter(|part| !part.is_empty()) {
            if let Some(date) = read_date(part) {
                search.born = Some(date);
            } else if part.chars().all(|c| c.is_ascii_digit() || c == '-')
                && part.contains(|c: char| c.is_ascii_digit())
            {
                search.digits.extend(part.chars().filter(char::is_ascii_digit));
            } else {
                search.words.extend(fold_name(part).split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
            }
        }
        search.words.truncate(MOST_WORDS);
        search.digits.truncate(10);
        (search != Self::default()).then_some(search)
    }

    fn condition(&self, practice: &OdsCode) -> Cond {
        let mut all = Cond::all().add(Expr::col("practice_code").eq(practice.as_str()));
        for word in &self.words {
            // Folded words hold no wildcard.
            all = all.add(
                Cond::any()
                    .add(Expr::col("folded_name").like(format!("{word}%")))
                    .add(Expr::col("folded_name").like(format!("% {word}%"))),
            );
        }
        if let Some(born) = self.born {
            all = all.add(Expr::col("date_of_birth").eq(born));
        }
        if !self.digits.is_empty() {
            // A range, not LIKE: it can use the index on either database.
            all = all
                .add(Expr::col("nhs_number").gte(self.digits.as_str()))
                .add(Expr::col("nhs_number").lt(format!("{}:", self.digits)));
        }
        all
    }

    /// Ids only, so that a long register is searched in the index alone; family names that fit come first.
    fn ids(&self, practice: &OdsCode, limit: u64) -> SelectStatement {
        let mut query = Query::select();
        query.column("id").from("patients").cond_where(self.condition(practice)).limit(limit);
        if let Some(first) = self.words.first() {
            let mut family = Cond::any().add(Expr::col("folded_name").like(format!("{first}%")));
            for word in self.words.iter().skip(1) {
                family = family.add(Expr::col("folded_name").like(format!("{word}%")));
            }
            query.order_by_expr(CaseStatement::new().case(family, 0).finally(1).into(), Order::Asc);
        }
        if !self.digits.is_empty() {
            query.order_by("nhs_number", Order::Asc);
        } else if self.born.is_some() {
            // Few fit: found by their own index and sorted afterwards, not read off in the order of names.
            query.order_by_expr(Expr::cust("folded_name || ''"), Order::Asc);
        } else {
            query.order_by("folded_name", Order::Asc);
        }
        query.order_by("id", Order::Asc);
        query
    }
}

/// Patients of a practice that fit, at most `limit`: family names that fit first, then by name. Each line says whether
/// a plan is in force, a draft is open and somebody joined.
///
/// # Errors
/// When a row cannot be read.
pub async fn search(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    wanted: &PatientSearch,
    limit: u64,
) -> Result<Vec<PatientRow>, StoreError> {
    let found = conn.query_all(&wanted.ids(practice, limit)).await?;
    let ids = found.iter().map(|row| row.try_get_by_index::<Uuid>(0)).collect::<Result<Vec<_>, _>>()?;
    let mut rows = patients::Entity::find().filter(patients::COLUMN.id.is_in(ids.iter().copied())).all(conn).await?;
    let place = |id: &Uuid| ids.iter().position(|other| other == id);
    rows.sort_by_key(|row| place(&row.id));

    let reviews: Vec<(Uuid, NaiveDate)> = plan_versions::Entity::find()
        .select_only()
        .columns([plan_versions::COLUMN.patient_id.0, plan_versions::COLUMN.review_due.0])
        .filter(plan_versions::COLUMN.patient_id.is_in(ids.iter().copied()))
        .filter(plan_versions::COLUMN.status.eq("signed"))
        .into_tuple()
        .all(conn)
        .await?;
    let drafted: HashSet<Uuid> = drafts::Entity::find()
        .select_only()
        .column(drafts::COLUMN.patient_id.0)
        .filter(drafts::COLUMN.patient_id.is_in(ids.iter().copied()))
        .filter(drafts::COLUMN.state.eq("open"))
        .into_tuple::<Uuid>()
        .all(conn)
        .await?
        .into_iter()
        .collect();
    let joined: HashSet<Uuid> = account_people::Entity::find()
        .select_only()
        .column(account_people::COLUMN.patient_id.0)
        .filter(account_people::COLUMN.patient_id.is_in(ids.iter().copied()))
        .filter(account_people::COLUMN.ended_at.is_null())
        .into_tuple::<Uuid>()
        .all(conn)
        .await?
        .into_iter()
        .collect();

    rows.into_iter()
        .map(|model| {
            let row = Row::new("patients", &model.id);
            Ok(PatientRow {
                id: PatientId::from_uuid(model.id),
                nhs_number: row.read("nhs_number", NhsNumber::parse(&model.nhs_number).ok())?,
                name: name(model.given_name, model.family_name),
                date_of_birth: DateOfBirth::from_date(model.date_of_birth),
                plan_review_due: reviews.iter().find(|(id, _)| *id == model.id).map(|(_, due)| *due),
                draft_open: drafted.contains(&model.id),
                joined: joined.contains(&model.id),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_nurse_types_is_understood() {
        let day = NaiveDate::from_ymd_opt(2017, 3, 3);
        for (typed, words, born, digits) in [
            ("Rahman, Amina", vec!["rahman", "amina"], None, ""),
            ("o'brien", vec!["obrien"], None, ""),
            ("zoë-mae", vec!["zoe", "mae"], None, ""),
            ("3/3/2017", vec![], day, ""),
            ("rah 2017-03-03", vec!["rah"], day, ""),
            ("943 476 5919", vec![], None, "9434765919"),
            ("943-476-5919", vec![], None, "9434765919"),
            ("9434", vec![], None, "9434"),
        ] {
            let search = PatientSearch::read(typed).unwrap_or_default();
            assert_eq!(
                (search.words, search.born, search.digits.as_str()),
                (words.iter().map(|w| (*w).to_owned()).collect(), born, digits),
                "{typed}"
            );
        }
        for nothing in ["", "  ", "-", "%%", ", ;"] {
            assert_eq!(PatientSearch::read(nothing), None, "{nothing}");
        }
    }
}
