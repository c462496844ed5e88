//! How often a key may ask.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use domain::ApiTokenId;

/// Questions of one key in a minute, at one node.
const MOST: u32 = 120;

/// The questions of this minute.
#[derive(Default)]
pub(super) struct Limit(Mutex<(i64, HashMap<ApiTokenId, u32>)>);

impl Limit {
    /// Counts a question.
    ///
    /// # Errors
    /// In how many seconds to ask again.
    pub(super) fn take(&self, key: ApiTokenId, now: DateTime<Utc>) -> Result<(), i64> {
        let minute = now.timestamp().div_euclid(60);
        let mut asked = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if asked.0 != minute {
            *asked = (minute, HashMap::new());
        }
        let count = asked.1.entry(key).or_insert(0);
        *count += 1;
        if *count > MOST { Err(60 - now.timestamp().rem_euclid(60)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn a_key_asks_120_times_a_minute() {
        let (limit, key, other) = (
            Limit::default(),
            "0190f3a0-0000-7000-8000-000000000001".parse::<ApiTokenId>().unwrap(),
            "0190f3a0-0000-7000-8000-000000000002".parse::<ApiTokenId>().unwrap(),
        );
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        assert!((0..120).all(|_| limit.take(key, at(6_010)).is_ok()));
        assert_eq!(limit.take(key, at(6_015)), Err(45));
        assert!(limit.take(other, at(6_015)).is_ok());
        assert!(limit.take(key, at(6_060)).is_ok());
    }
}
