//! The starter templates. Facts: BSACI model plans (allergy), NICE NG217 (epilepsy), NICE CG143 (sickle cell); the words
//! are the product's own. A template is off until an ICB takes it up.

use super::Condition;
use super::rules::{BRANDS, BUCCAL_DOSES, FEVER_LINES, MINUTES_OF_SEIZURE, PEN_DOSES, PENS};
use super::template::{ConditionField, ConditionSection, ConditionTemplate, FieldKind, SectionKind as Kind};

/// Signs for which 999 is called in a seizure, whatever else the plan says.
pub(super) const SEIZURE_999: [&str; 5] = [
    "It is the first time this medicine is used.",
    "Two doses have been given.",
    "It does not stop after the medicine.",
    "There is one seizure after another, with no waking up in between.",
    "Breathing is hard, or the colour of the skin changes.",
];

/// When adrenaline comes in an allergy plan.
pub(super) const ADRENALINE_FIRST: &str = "Adrenaline comes before any inhaler.";

fn words(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn section(title: &str, kind: Kind, when: &[&str], steps: &[&str]) -> ConditionSection {
    ConditionSection { title: title.into(), kind, when: words(when), steps: words(steps), own: Vec::new() }
}

fn field(key: &str, label: &str, hint: &str, kind: FieldKind, needed: bool) -> ConditionField {
    ConditionField { key: key.into(), label: label.into(), hint: hint.into(), kind, needed, start: String::new() }
}

fn needed(key: &str, label: &str, hint: &str, kind: FieldKind) -> ConditionField {
    field(key, label, hint, kind, true)
}

fn optional(key: &str, label: &str, hint: &str, kind: FieldKind) -> ConditionField {
    field(key, label, hint, kind, false)
}

fn starting(field: ConditionField, start: &str) -> ConditionField {
    ConditionField { start: start.into(), ..field }
}

fn choice(options: &[&str]) -> FieldKind {
    FieldKind::Choice(words(options))
}

fn number(from: u16, to: u16, unit: &str) -> FieldKind {
    FieldKind::Number { from, to, unit: unit.into() }
}

/// Whom to ring, and when to review: the same for every condition.
fn closing() -> [ConditionField; 3] {
    [
        needed("contact_name", "Whom to ring: name", "A parent, carer or other adult.", FieldKind::Text),
        needed("contact_phone", "Whom to ring: telephone", "", FieldKind::Telephone),
        needed("review_due", "Review due", "For example 22/11/2027", FieldKind::Date),
    ]
}

impl Condition {
    /// The starter template.
    pub fn starter(self) -> ConditionTemplate {
        let (name, about, sections, mut fields) = match self {
            Self::Allergy => allergy(),
            Self::Epilepsy => epilepsy(),
            Self::SickleCell => sickle_cell(),
        };
        fields.extend(closing());
        ConditionTemplate {
            condition: self,
            version: 1,
            name: name.into(),
            about: about.into(),
            // Every source asks for a review each year.
            review_months: 12,
            sections,
            fields,
            withdrawn: false,
        }
    }
}

type Parts = (&'static str, &'static str, Vec<ConditionSection>, Vec<ConditionField>);

const WHOM_TO_RING: [&str; 1] = ["{contact_name}: {contact_phone}."];

fn allergy() -> Parts {
    let sections = vec![
        section(
            "Anaphylaxis",
            Kind::Emergency,
            &[
                "**Airway:** a cough that does not stop, a hoarse voice, hard to swallow, a swollen tongue.",
                "**Breathing:** hard or noisy breathing, a wheeze.",
                "**Awake:** dizzy, pale or floppy, very sleepy, passed out.",
            ],
            &[
                "**Call 999 and use the adrenaline pen at once.** Say “anaphylaxis”. Do not wait for one to do the other. Alone? Use the pen first, then call 999.",
                "**Lie flat with your legs up.** Sit if breathing is hard. Do not stand up.",
                "**Give {device} {dose}** in the outer thigh. Adrenaline comes before any inhaler.",
                "**No better after 5 minutes?** Give the second pen.",
                "**After the adrenaline:** if it is still hard to breathe, use {reliever}.",
                "**No signs of life?** Start CPR.",
                "**Not sure? Give the adrenaline.** There may be no rash at all.",
            ],
        ),
        section(
            "Mild signs",
            Kind::Warning,
            &[
                "Swollen lips, face or eyes.",
                "An itchy mouth, hives or a rash.",
                "Tummy pain or being sick.",
                "You suddenly act in a way that is not like you.",
            ],
            &[
                "Stay with other people. Find both adrenaline pens.",
                "Take {antihistamine}, and once more if you are sick and it comes up.",
                "Ring {contact_name} on {contact_phone}.",
                "Watch for the signs of anaphylaxis. If one comes, call 999 and use the pen.",
            ],
        ),
        section(
            "Every day",
            Kind::Everyday,
            &[],
            &[
                "Keep away from: {allergens}.",
                "Always carry two pens: {device} {dose}.",
                "The pens are kept here: {pens_kept}.",
            ],
        ),
        section(
            "For school and others",
            Kind::Facts,
            &[],
            &[
                "Allergic to: {allergens}.",
                "{?school_pen}A parent agrees that the school’s spare adrenaline pen is used.",
            ],
        ),
        section("Whom to ring", Kind::Contacts, &[], &WHOM_TO_RING),
    ];
    let fields = vec![
        needed("allergens", "Allergic to", "For example: peanut, all nuts", FieldKind::Text),
        needed("device", "Adrenaline pen", "Train with this device.", choice(&PENS)),
        needed("dose", "Adrenaline dose", "The prescriber chooses the dose.", choice(&PEN_DOSES)),
        needed("two_pens", "Two pens are always carried", "", FieldKind::YesNo),
        optional("pens_kept", "Where the pens are kept", "At home, in the bag, at school.", FieldKind::Text),
        optional("antihistamine", "Antihistamine and dose", "For mild signs.", FieldKind::Text),
        optional(
            "reliever",
            "Reliever inhaler",
            "Needed when the person has asthma. It comes after the adrenaline.",
            FieldKind::Text,
        ),
        optional("school_pen", "A parent agrees to the school’s spare pen", "", FieldKind::YesNo),
    ];
    (
        "Allergy with adrenaline pens",
        "What to do in an allergic reaction, with two adrenaline pens of one kind.",
        sections,
        fields,
    )
}

fn epilepsy() -> Parts {
    let (shortest, longest) = MINUTES_OF_SEIZURE;
    let sections = vec![
        section(
            "A long seizure",
            Kind::Emergency,
            &SEIZURE_999,
            &[
                "**Call 999 at once for any sign in this box.** Say “seizure”.",
                "**Still going after {give_after}?** Give **{brand} {dose}** between the gum and the cheek.",
                "**No better?** Call 999.",
                "**Still going {second_after} after the first dose?** Call 999 and give a second dose: **{brand} {dose}**.",
            ],
        ),
        section(
            "When a seizure starts",
            Kind::Warning,
            &[],
            &[
                "Look at the clock. You need to know how long it lasts.",
                "Move hard things out of the way.",
                "Fetch the medicine: {brand} {dose}.",
                "Stay until it is over. This is usual afterwards: {afterwards}.",
            ],
        ),
        section(
            "Every day",
            Kind::Everyday,
            &[],
            &["These can set off a seizure: {triggers}.", "These can come before a seizure: {warning_signs}."],
        ),
        section(
            "About the seizures",
            Kind::Facts,
            &[],
            &[
                "Seizures: {seizures}.",
                "They usually last: {usual_length}.",
                "Trained to give the medicine: {trained}.",
            ],
        ),
        section(
            "Whom to ring",
            Kind::Contacts,
            &[],
            &["{contact_name}: {contact_phone}.", "Epilepsy team: {team_phone}."],
        ),
    ];
    let fields = vec![
        needed("seizures", "Types of seizure and what they look like", "", FieldKind::LongText),
        optional("usual_length", "How long they usually last", "", FieldKind::Text),
        optional("triggers", "What can set them off", "", FieldKind::Text),
        optional("warning_signs", "Warning signs", "", FieldKind::Text),
        optional("afterwards", "What is usual afterwards", "", FieldKind::Text),
        needed("brand", "Buccal midazolam: brand", "Brands differ in strength.", choice(&BRANDS)),
        needed("dose", "Dose", "", choice(&BUCCAL_DOSES)),
        starting(
            needed("give_after", "Give it after", "Minutes of seizure.", number(shortest, longest, "minutes")),
            "5",
        ),
        optional(
            "second_after",
            "A second dose after",
            "5 to 10 minutes after the first. Blank when there is no second dose.",
            number(5, 10, "minutes"),
        ),
        optional("trained", "Who is trained to give it", "", FieldKind::Text),
        optional("team_phone", "Epilepsy team: telephone", "", FieldKind::Telephone),
    ];
    (
        "Epilepsy with a rescue medicine",
        "What to do in a long seizure, with buccal midazolam of one brand.",
        sections,
        fields,
    )
}

fn sickle_cell() -> Parts {
    let sections = vec![
        section(
            "Sickle cell emergency",
            Kind::Emergency,
            &[
                "A temperature of 39 °C or more.",
                "Chest pain, or breathing is hard.",
                "A very bad headache or a fit.",
                "You are weak on one side, or your speech or sight changes.",
                "You are very pale, or your tummy is swollen.",
                "A painful erection for more than 2 hours.",
                "Pain that you cannot control at home.",
            ],
            &[
                "**Call 999 or go to A&E now** for any sign in this box.",
                "**Show this page.** Say “sickle cell crisis”.",
                "**Pain relief that works:** {analgesia}.",
                "**Ring the sickle cell team:** {team_name}, {team_phone}.",
            ],
        ),
        section(
            "Pain or fever at home",
            Kind::Warning,
            &["A temperature above {fever}.", "Pain that is more than usual."],
            &["Ring a doctor or your sickle cell team on {team_phone} today.", "At home: {home_steps}."],
        ),
        section(
            "For A&E",
            Kind::Facts,
            &[],
            &[
                "**A sickle cell pain crisis is a medical emergency. Give pain relief within 30 minutes of arrival.** The patient and carer know this illness: ask them.",
                "Check blood pressure, oxygen on air, pulse, breathing rate and temperature. Give oxygen if it is 95% or less.",
                "Genotype: {genotype}.",
                "Usual haemoglobin: {haemoglobin}.",
                "Usual oxygen on air: {oxygen}.",
                "Allergies: {allergies}.",
                "Past problems: {complications}.",
                "Transfusions: {transfusions}.",
                "{?penicillin}Takes penicillin.",
                "{?hydroxycarbamide}Takes hydroxycarbamide.",
                "Vaccines: {vaccines}.",
                "Hospital number: {hospital_number}.",
            ],
        ),
        section("Every day", Kind::Everyday, &[], &["Take your medicines as your team has told you."]),
        section(
            "Whom to ring",
            Kind::Contacts,
            &[],
            &["{team_name}: {team_phone}.", "{contact_name}: {contact_phone}."],
        ),
    ];
    let fields = vec![
        needed("genotype", "Genotype", "For example: HbSS", FieldKind::Text),
        needed("analgesia", "Pain relief that works, with doses", "As A&E should give it.", FieldKind::LongText),
        needed("allergies", "Allergies", "Write “none known” when there are none.", FieldKind::Text),
        starting(
            needed(
                "fever",
                "Ring a doctor above this temperature",
                "The local trust’s line; 38 °C unless it says otherwise.",
                choice(&FEVER_LINES),
            ),
            "38.0 °C",
        ),
        optional("home_steps", "What to do at home first", "", FieldKind::LongText),
        optional("haemoglobin", "Usual haemoglobin", "With its unit, for example g/L.", FieldKind::Text),
        optional("oxygen", "Usual oxygen level on air", "", number(1, 100, "%")),
        optional("complications", "Past problems", "", FieldKind::LongText),
        optional("transfusions", "Transfusion history", "", FieldKind::Text),
        optional("penicillin", "Takes penicillin", "", FieldKind::YesNo),
        optional("hydroxycarbamide", "Takes hydroxycarbamide", "", FieldKind::YesNo),
        optional("vaccines", "Vaccines", "", FieldKind::Text),
        optional("hospital_number", "Hospital number", "", FieldKind::Text),
        needed("team_name", "Haematology team", "", FieldKind::Text),
        needed("team_phone", "Haematology team: telephone", "", FieldKind::Telephone),
    ];
    ("Sickle cell crisis", "What to do in a crisis, and what A&E must know.", sections, fields)
}
