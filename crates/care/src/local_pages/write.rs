//! Writing a page, or the next version of one.

use domain::hacks::{MOST_PAGES, read};
use domain::local_page::LocalPageForm;
use domain::{FieldProblem, LocalPageId};
use storage::audit::Actor;
use storage::local_pages::{self, PageVersion};

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, Refused, Services};

/// Keeps a page as typed, as version 1 or as the next version of `page`. It waits for the clinical safety officer, and
/// what patients see does not change until then.
///
/// # Errors
/// `Fields` with what has to be put right; `NotFound` for another ICB's page; `Conflict` when it was withdrawn.
pub async fn write_page(
    access: &IcbAccess,
    services: &Services,
    page: Option<LocalPageId>,
    form: LocalPageForm,
) -> Result<LocalPageId, CareError> {
    let words = read(&form, services.today()).map_err(Refused::Fields)?;
    let (icb, by, now, new) = (access.icb().code.clone(), access.staff(), services.now(), services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let kept = local_pages::of_icb(tx, &icb).await?;
                let version = match page {
                    None => {
                        let mut live: Vec<_> = kept.iter().filter(|v| v.withdrawn.is_none()).map(|v| v.id).collect();
                        live.dedup();
                        if live.len() >= MOST_PAGES {
                            let message = "There are 50 pages already: withdraw one of them first";
                            return Err(Refused::Fields(vec![FieldProblem::new("title", message)]).into());
                        }
                        1
                    }
                    Some(page) => {
                        let newest = kept.iter().find(|version| version.id == page).ok_or(Refused::NotFound)?;
                        if newest.withdrawn.is_some() {
                            return Err(Refused::Conflict.into());
                        }
                        newest.version.saturating_add(1)
                    }
                };
                let id = page.unwrap_or_else(|| LocalPageId::from_uuid(new));
                let act = Act::new(Actor::Staff(by), "local_page_written").at(&icb);
                let written =
                    PageVersion { id, version, icb, page: words, written: (by, now), approved: None, withdrawn: None };
                local_pages::insert(tx, &written).await?;
                note(tx, &act.with(format!("{id} version {version}")), now).await?;
                Ok(id)
            })
        })
        .await
}
