//! What the phone answers while somebody is still answering: by the same rules as the server, and before anything is
//! sent.

use domain::diary::{Advice, CheckInForm, Urgency, advise};
use domain::plan::{PlanContent, Zone};
use leptos::prelude::*;

use crate::patient::follow::tell;
use crate::plan_words::tone;
use crate::routes;
use crate::ui::{BigCall, ButtonLink, CareCard, CareLevel, ZoneCard};
use crate::words::t;

/// An answer that is an attack by itself, whatever the others say.
fn is_attack(form: &CheckInForm) -> bool {
    form.too_breathless == "yes" || form.reliever == "not_lasting"
}

/// The way to help, as soon as one answer calls for it: nobody finishes a form first.
pub(super) fn danger(typed: RwSignal<CheckInForm>) -> AnyView {
    let attack = Memo::new(move |_| typed.with(is_attack));
    (move || {
        attack.get().then(|| {
            view! {
                <div class="mb-6">
                    <CareCard level=CareLevel::Emergency heading=t("check-in-attack")>
                        <p>{t("check-in-attack-text")}</p>
                        <BigCall number="999" text=t("check-in-call")/>
                        <p class="mt-4">
                            <ButtonLink href=routes::EMERGENCY full_width=true>{t("check-in-emergency")}</ButtonLink>
                        </p>
                    </CareCard>
                </div>
            }
        })
    })
    .into_any()
}

/// The zone, as soon as every question is answered.
pub(super) fn zone_now(typed: RwSignal<CheckInForm>, plan: Option<PlanContent>) -> AnyView {
    let advice =
        Memo::new(move |_| typed.with(CheckInForm::read).ok().map(|check_in| advise(plan.as_ref(), &check_in)));
    let attack = Memo::new(move |_| typed.with(is_attack));
    tell(Signal::derive(move || match advice.get() {
        _ if attack.get() => t("check-in-attack-told"),
        Some(advice) => format!("{}. {}", heading(advice.zone), advice.because),
        None => String::new(),
    }));
    (move || advice.get().map(zone_card)).into_any()
}

fn heading(zone: Zone) -> String {
    match zone {
        Zone::Green => t("check-in-green"),
        Zone::Amber => t("check-in-amber"),
        Zone::Red => t("check-in-red"),
    }
}

fn zone_card(advice: Advice) -> AnyView {
    let next = match advice.urgency {
        Urgency::Routine | Urgency::Within24Hours => t("check-in-save-routine"),
        Urgency::Today => t("check-in-save-today"),
        Urgency::Emergency => t("check-in-save-emergency"),
    };
    view! {
        <div class="mb-6">
            <ZoneCard zone=tone(advice.zone) heading=heading(advice.zone) compact=true>
                <p>{advice.because}</p>
                <p><strong>{next}</strong></p>
            </ZoneCard>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::plan::Regimen;

    use super::*;

    #[test]
    fn an_answer_shown_as_an_attack_is_one_by_the_rules() {
        for (too_breathless, reliever) in
            [("yes", "none"), ("yes", "not_lasting"), ("no", "not_lasting"), ("no", "none")]
        {
            let form = CheckInForm {
                too_breathless: too_breathless.into(),
                reliever: reliever.into(),
                daytime: "none".into(),
                woke_at_night: "no".into(),
                peak_flow: String::new(),
                ..CheckInForm::default()
            };
            let Ok(check_in) = form.read() else { unreachable!("the form is complete") };
            for regimen in Regimen::ALL {
                let red = check_in.symptoms.zone(Some(regimen)) == Zone::Red;
                assert_eq!(is_attack(&form), red, "{too_breathless} {reliever} {regimen:?}");
            }
            assert_eq!(is_attack(&form), advise(None, &check_in).urgency == Urgency::Emergency);
        }
    }
}
