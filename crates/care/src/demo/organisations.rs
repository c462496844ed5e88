//! Northmoor ICB, its networks and practices. None of the codes is one the ODS would give out.

use domain::{OdsCode, Organisation, OrganisationKind};

/// The ICB.
pub(super) const ICB: &str = "QZZ";
/// The practice where the named people are.
pub(super) const FIRST_PRACTICE: &str = "Z99001";

const PCNS: [(&str, &str); 3] =
    [("Z9P001", "Harbour and Quay PCN"), ("Z9P002", "Moorside PCN"), ("Z9P003", "Three Rivers PCN")];

/// Code, name, telephone, network.
const PRACTICES: [(&str, &str, &str, usize); 12] = [
    (FIRST_PRACTICE, "Millbrook Surgery", "01632 960101", 0),
    ("Z99002", "Harbour Lane Medical Centre", "01632 960102", 0),
    ("Z99003", "Lighthouse Family Practice", "01632 960103", 0),
    ("Z99004", "St Aidan's Surgery", "01632 960104", 0),
    ("Z99005", "Moor Edge Health Centre", "01632 960105", 1),
    ("Z99006", "The Weavers Practice", "01632 960106", 1),
    ("Z99007", "Heather Bank Surgery", "01632 960107", 1),
    ("Z99008", "Old Mill Medical Practice", "01632 960108", 1),
    ("Z99009", "Riverside Practice", "01632 960109", 2),
    ("Z99010", "Bridge Street Surgery", "01632 960110", 2),
    ("Z99011", "Willow Tree Medical Centre", "01632 960111", 2),
    ("Z99012", "Park Road Surgery", "01632 960112", 2),
];

/// An organisation with its telephone, where it has one.
pub(super) struct Demo {
    pub(super) organisation: Organisation,
    pub(super) phone: Option<&'static str>,
}

/// All of them, from the top down.
pub(super) fn all() -> Vec<Demo> {
    let Some(icb) = code(ICB) else { return Vec::new() };
    let make = |text: &str, name: &str, kind, parent: Option<OdsCode>, phone| {
        let icb = parent.is_some().then(|| icb.clone());
        let organisation = Organisation { code: code(text)?, name: name.into(), kind, parent, icb, demo: true };
        Some(Demo { organisation, phone })
    };
    let top = make(ICB, "Northmoor ICB (demo)", OrganisationKind::Icb, None, None);
    let networks = PCNS.iter().map(|(code, name)| make(code, name, OrganisationKind::Pcn, Some(icb.clone()), None));
    let practices = PRACTICES.iter().map(|(own, name, phone, network)| {
        let parent = PCNS.get(*network).and_then(|(network, _)| code(network));
        make(own, name, OrganisationKind::Practice, parent, Some(*phone))
    });
    std::iter::once(top).chain(networks).chain(practices).flatten().collect()
}

/// A code of the demonstration.
pub(super) fn code(text: &str) -> Option<OdsCode> {
    OdsCode::parse(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_icb_three_networks_twelve_practices_all_marked() {
        let all = all();
        let count = |kind| all.iter().filter(|demo| demo.organisation.kind == kind).count();
        assert_eq!(
            (count(OrganisationKind::Icb), count(OrganisationKind::Pcn), count(OrganisationKind::Practice)),
            (1, 3, 12)
        );
        assert!(all.iter().all(|demo| demo.organisation.demo));
    }
}
