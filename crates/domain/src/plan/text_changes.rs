//! What changed in a text, word by word.

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They stand in both texts.
    Kept,
    /// They stand in the older text only.
    Removed,
    /// They stand in the newer text only.
    Added,
}

/// Both texts as one run of words: leave out what was added and the older one is left, and the other way round. Words
/// with one fate in a row come together.
pub fn text_changes(was: &str, now: &str) -> Vec<(Fate, String)> {
    let (was, now): (Vec<&str>, Vec<&str>) = (was.split_whitespace().collect(), now.split_whitespace().collect());
    let mut pieces: Vec<(Fate, String)> = Vec::new();
    let mut add = |fate: Fate, word: &str| match pieces.last_mut() {
        Some((last, text)) if *last == fate => {
            text.push(' ');
            text.push_str(word);
        }
        _ => pieces.push((fate, word.to_owned())),
    };
    let shared = shared(&was, &now);
    let common = |from: usize, to: usize| shared.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0);
    let (mut from, mut to) = (0, 0);
    loop {
        match (was.get(from), now.get(to)) {
            (Some(old), Some(new)) if old == new => {
                add(Fate::Kept, old);
                (from, to) = (from + 1, to + 1);
            }
            (Some(old), new) if new.is_none() || common(from + 1, to) >= common(from, to + 1) => {
                add(Fate::Removed, old);
                from += 1;
            }
            (_, Some(new)) => {
                add(Fate::Added, new);
                to += 1;
            }
            _ => return pieces,
        }
    }
}

/// How many words in their order the ends of both texts share, for every place they can begin.
fn shared(was: &[&str], now: &[&str]) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![vec![0; now.len() + 1]];
    for old in was.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0];
        for (at, new) in now.iter().enumerate().rev() {
            let (down, across) = (below.get(at).copied().unwrap_or(0), row.last().copied().unwrap_or(0));
            let both = below.get(at + 1).copied().unwrap_or(0) + 1;
            row.push(if old == new { both } else { down.max(across) });
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(was: &str, now: &str) -> String {
        let mark = |(fate, text): (Fate, String)| match fate {
            Fate::Kept => text,
            Fate::Removed => format!("-{text}-"),
            Fate::Added => format!("+{text}+"),
        };
        text_changes(was, now).into_iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        for (was, now, wanted) in [
            ("", "", ""),
            ("puff before football", "puff before football", "puff before football"),
            ("", "two puffs", "+two puffs+"),
            ("two puffs", "", "-two puffs-"),
            ("puff before football today", "puff before swimming today", "puff before -football- +swimming+ today"),
            ("pollen, cats", "pollen, cold air, cats", "pollen, +cold air,+ cats"),
            ("a b c", "c a b", "+c+ a b -c-"),
        ] {
            assert_eq!(said(was, now), wanted, "{was:?} {now:?}");
        }
    }

    #[test]
    fn both_texts_can_be_read_from_the_changes() {
        let (was, now) =
            ("keep your blue inhaler in your bag at school", "keep the blue inhaler at school in your desk");
        let without = |fate: Fate| {
            let words = text_changes(was, now).into_iter().filter(|(other, _)| *other != fate);
            words.map(|(_, text)| text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!((without(Fate::Added).as_str(), without(Fate::Removed).as_str()), (was, now));
    }
}
