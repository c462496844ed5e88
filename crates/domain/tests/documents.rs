//! The documents that describe enums and figures say what the code says.

use domain::invitation::InvitationState;
use domain::metrics::Metric;
use domain::plan::PlanStatus;
use domain::plan::formulary::views::FormularyState;
use domain::plan::review::ReviewState;
use domain::plan::template::views::TemplateState;
use domain::repeat::RepeatState;

fn document(name: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/").to_owned() + name;
    std::fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn states_are_all_in_the_table_and_no_others() {
    let text = document("states.md");
    let section = |title: &str| {
        let rest = text.split(&format!("## {title}\n")).nth(1).unwrap_or_default();
        let rows = rest.split("\n## ").next().unwrap_or_default().lines().filter(|l| l.starts_with("| ")).skip(2);
        rows.filter_map(|l| l.split('|').nth(1)).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    let mut plan = vec!["draft".to_owned(), "in review".to_owned()];
    plan.extend(PlanStatus::ALL.map(|s| s.as_str().to_owned()));
    assert_eq!(section("Plan"), plan);
    assert_eq!(section("Template"), TemplateState::ALL.map(|s| s.as_str().to_owned()));
    assert_eq!(section("Plan for another condition"), PlanStatus::ALL.map(|s| s.as_str().to_owned()));
    assert_eq!(section("Formulary"), FormularyState::ALL.map(|s| s.as_str().to_owned()));
    assert_eq!(section("Review by a second person"), ReviewState::ALL.map(|s| s.as_str().to_owned()));
    let repeat = RepeatState::ALL.map(|s| s.as_str().to_owned());
    assert_eq!(section("Request for more of a medicine"), repeat);
    assert_eq!(section("Invitation"), InvitationState::ALL.map(|s| s.as_str().to_owned()));
}

#[test]
fn every_figure_is_described_as_it_is_counted() {
    let mut wanted = String::from(
        "# Figures\n\nMade from the registry in `domain::metrics`; a test holds this page against it. Those who work at a practice\nread its figures exactly; everybody else reads them in steps of seven, hidden under 14 (decision 26).\n\n| figure | counts | of | period | source |\n| --- | --- | --- | --- | --- |\n",
    );
    for metric in Metric::ALL {
        let d = metric.definition();
        wanted.push_str(&format!(
            "| {} (`{}`) | {} | {} | {} | {} |\n",
            d.title,
            metric.as_str(),
            d.numerator,
            d.denominator,
            d.period,
            d.source
        ));
    }
    assert_eq!(document("metrics.md"), wanted, "docs/metrics.md must be:\n{wanted}");
}
