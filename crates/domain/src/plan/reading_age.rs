//! How old a reader must be for a text: Flesch-Kincaid grade (Kincaid and others, 1975) and five years. It counts
//! sentences, words and syllables, so it is advice about length and never a wall.

/// Years; whoever carries a plan should be able to read it at this age.
pub const READABLE_AT: u8 = 11;

/// Fewer words say nothing about a style.
const FEWEST_WORDS: usize = 10;

/// Reading age in years, rounded; `None` for a text too short to tell.
pub fn reading_age(text: &str) -> Option<u8> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let sentences = text
        .split(['.', '!', '?', '\n', ';'])
        .filter(|sentence| sentence.chars().any(char::is_alphabetic))
        .count()
        .max(1);
    let spoken: usize = words.iter().map(|word| syllables(word)).sum();
    let grade = 0.39 * count(words.len()) / count(sentences) + 11.8 * count(spoken) / count(words.len()) - 15.59;
    let age = (grade + 5.0).round().clamp(5.0, 25.0);
    // In range by the clamp.
    (5..=25).find(|years: &u8| f64::from(*years) == age)
}

/// Groups of vowels, less a silent e at the end; at least one.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let is_vowel =
        |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é' | 'è' | 'ê' | 'á' | 'à' | 'ö' | 'ü' | 'ä');
    let mut groups = 0;
    let mut inside = false;
    for letter in &letters {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    let silent = letters.ends_with(&['e'])
        && !letters.ends_with(&['l', 'e'])
        && letters.iter().rev().nth(1).is_some_and(|c| !is_vowel(c));
    if silent && groups > 1 { groups - 1 } else { groups.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, wanted) in [
            ("puff", 1),
            ("take", 1),
            ("the", 1),
            ("inhaler", 3),
            ("asthma", 2),
            ("little", 2),
            ("morning,", 2),
            ("breathe", 1),
            ("prednisolone", 4),
            ("I", 1),
        ] {
            assert_eq!(syllables(word), wanted, "{word}");
        }
    }

    #[test]
    fn plain_words_read_young_and_long_ones_do_not() {
        let plain =
            "Take your blue pump to school. Tell your teacher if you cough. Sit down and rest when you play hard.";
        let long = "Exacerbations necessitate immediate reassessment of maintenance pharmacotherapy by an appropriately \
                    qualified respiratory professional, notwithstanding symptomatic improvement following administration.";
        assert!(reading_age(plain).is_some_and(|age| age <= 8), "{:?}", reading_age(plain));
        assert!(reading_age(long).is_some_and(|age| age >= 18), "{:?}", reading_age(long));
    }

    #[test]
    fn a_few_words_say_nothing() {
        assert_eq!(reading_age("Spare inhaler is with the school office."), None);
        assert_eq!(reading_age(""), None);
        assert_eq!(reading_age("1 2 3 4 5 6 7 8 9 10 11 12"), None);
    }
}
