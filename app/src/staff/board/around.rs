//! What else there is of an organisation: other views of its figures, and files.

use domain::OrganisationKind;
use domain::board::Board;
use domain::figures::Dimension;
use leptos::prelude::*;

use crate::routes;
use crate::ui::{Card, LinkChoices, NavItem};

/// The views of an organisation's figures. `current` is the address of the one that is open.
pub(super) fn views_of(kind: OrganisationKind, address: &str, current: &str) -> AnyView {
    let first_dimension = if kind == OrganisationKind::Icb { Dimension::Deprivation } else { Dimension::Age };
    let mut places = vec![("Overview", String::new())];
    if kind == OrganisationKind::Icb {
        places.push(("Practices", routes::PRACTICES.to_owned()));
    }
    places.push(("Groups", format!("{}{}", routes::GROUPS, first_dimension.as_str())));
    places.push(("Retention", routes::RETENTION.to_owned()));
    let items = places
        .into_iter()
        .map(|(text, behind)| NavItem {
            text: text.into(),
            current: if text == "Groups" { current.starts_with(routes::GROUPS) } else { current == behind },
            href: format!("{address}{behind}"),
        })
        .collect::<Vec<_>>();
    view! { <LinkChoices label="Views" items=items/> }.into_any()
}

pub(super) fn views(board: &Board, address: &str) -> AnyView {
    views_of(board.kind, address, "")
}

/// Dimensions that are kept for such an organisation.
pub(super) fn dimensions(kind: OrganisationKind) -> Vec<Dimension> {
    Dimension::ALL.into_iter().filter(|dimension| kind == OrganisationKind::Icb || dimension.at_practice()).collect()
}

/// What a dimension is called on screen.
pub(super) const fn title(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Age => "Age",
        Dimension::Sex => "Sex",
        Dimension::Ethnicity => "Ethnicity",
        Dimension::Deprivation => "Deprivation",
        Dimension::Language => "Language",
        Dimension::Source => "How they heard",
    }
}

/// The numbers of the board as files.
pub(super) fn downloads(board: &Board, address: &str) -> AnyView {
    let query = board.range.query();
    let file = |text: &str, name: &str| {
        let (href, text) = (format!("{address}{}{name}{query}", routes::BOARD_FILES), text.to_owned());
        view! { <li><a href=href rel="external" download="">{text}</a></li> }.into_any()
    };
    let mut files = vec![file("Every figure (CSV)", "figures.csv"), file("The lines, day by day (CSV)", "trends.csv")];
    if board.kind != OrganisationKind::Practice {
        files.push(file("The organisations below (CSV)", "below.csv"));
    }
    view! {
        <Card heading="Take the numbers along">
            <ul>{files}</ul>
        </Card>
    }
    .into_any()
}
