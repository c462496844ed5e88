//! New identifiers.

use domain::Ids;
use uuid::Uuid;

/// UUIDs of version 7: they start with the time, so that new rows lie together in an index, and end with 74 random
/// bits, so that nobody guesses one.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    #[expect(clippy::disallowed_methods, reason = "this is the source of ids everybody else is given")]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_new_and_in_order() {
        let ids: Vec<Uuid> = (0..1_000).map(|_| RandomIds.next()).collect();
        assert!(ids.is_sorted());
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }
}
