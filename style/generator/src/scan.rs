//! Finds class names in Rust source: string literals of `class=` attributes, names of `class:` switches, and literals in
//! functions, constants and bindings whose name ends in `class`.
//!
//! A word anywhere else is no class. Splitting whole files at blanks and quotes, as CSS scanners do, would take every
//! `table`, `block` or `static` in the code for one.

use std::collections::BTreeSet;

#[derive(Debug, PartialEq)]
enum Kind {
    Word(String),
    Text(String),
    Mark(char),
}

struct Token {
    kind: Kind,
    /// Whether blank space stands before it: `class=` and `class =` differ, and so do `=>` and `= >`.
    spaced: bool,
}

/// Class names used in one source file.
#[must_use]
pub fn class_names(source: &str) -> BTreeSet<String> {
    let tokens = tokens(source);
    let mut names = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        match word(&tokens, at) {
            Some("class") if is_assignment(&tokens, at + 1) => attribute_value(&tokens, at + 2, &mut names),
            Some("class") if is_switch(&tokens, at + 1) => switch_name(&tokens, at + 2, &mut names),
            Some("fn") if names_a_class(&tokens, at + 1) => function_body(&tokens, at + 2, &mut names),
            Some("const" | "static" | "let" | "mut") if names_a_class(&tokens, at + 1) => {
                statement(&tokens, at + 2, &mut names);
            }
            _ => {}
        }
        at += 1;
    }
    names
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => Some(word),
        _ => None,
    }
}

fn mark(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Mark(mark)) => Some(*mark),
        _ => None,
    }
}

fn joined(tokens: &[Token], at: usize, first: char, second: char) -> bool {
    mark(tokens, at) == Some(first)
        && mark(tokens, at + 1) == Some(second)
        && tokens.get(at + 1).is_some_and(|token| !token.spaced)
}

fn is_assignment(tokens: &[Token], at: usize) -> bool {
    mark(tokens, at) == Some('=') && !joined(tokens, at, '=', '=') && !joined(tokens, at, '=', '>')
}

fn is_switch(tokens: &[Token], at: usize) -> bool {
    mark(tokens, at) == Some(':')
        && tokens.get(at + 1).is_some_and(|token| !token.spaced)
        && word(tokens, at + 1).is_some()
}

fn names_a_class(tokens: &[Token], at: usize) -> bool {
    word(tokens, at).is_some_and(|name| name.to_ascii_lowercase().ends_with("class"))
}

fn switch_name(tokens: &[Token], mut at: usize, names: &mut BTreeSet<String>) {
    let mut name = String::new();
    while let Some(token) = tokens.get(at) {
        match &token.kind {
            Kind::Word(word) => name.push_str(word),
            Kind::Mark(mark @ ('-' | ':')) => name.push(*mark),
            _ => break,
        }
        at += 1;
    }
    names.insert(name);
}

fn function_body(tokens: &[Token], at: usize, names: &mut BTreeSet<String>) {
    let Some(start) = (at..tokens.len()).find(|at| matches!(mark(tokens, *at), Some('{' | ';'))) else { return };
    if mark(tokens, start) == Some('{') {
        collect(tokens, start, names, |_, _| false);
    }
}

fn statement(tokens: &[Token], at: usize, names: &mut BTreeSet<String>) {
    // The type and the pattern hold no literals, so reading from the name on is the same as reading from the `=`.
    collect(tokens, at, names, |tokens, at| mark(tokens, at) == Some(';'));
}

fn attribute_value(tokens: &[Token], start: usize, names: &mut BTreeSet<String>) {
    if matches!(tokens.get(start).map(|token| &token.kind), Some(Kind::Text(_))) && mark(tokens, start + 1) != Some('.')
    {
        collect(tokens, start, names, |_, at| at > start);
        return;
    }
    collect(tokens, start, names, |tokens, at| {
        let ends_tag = mark(tokens, at) == Some('>')
            && !(at > start && (joined(tokens, at - 1, '=', '>') || joined(tokens, at - 1, '-', '>')));
        let ends_value = matches!(mark(tokens, at), Some(';' | ',')) || joined(tokens, at, '/', '>');
        ends_tag || ends_value || (at > start && begins_attribute(tokens, at))
    });
}

/// `name=`, `on:name=` or `aria-name=` after blank space.
fn begins_attribute(tokens: &[Token], at: usize) -> bool {
    if word(tokens, at).is_none() || !tokens.get(at).is_some_and(|token| token.spaced) {
        return false;
    }
    let end = (at + 1..tokens.len()).find(|at| {
        tokens.get(*at).is_some_and(|token| token.spaced)
            || !(word(tokens, *at).is_some() || matches!(mark(tokens, *at), Some('-' | ':')))
    });
    end.is_some_and(|end| is_assignment(tokens, end) && tokens.get(end).is_some_and(|token| !token.spaced))
}

/// Takes the literals from `start` until the brackets that were open there close, or `ends` says so outside brackets.
fn collect(tokens: &[Token], start: usize, names: &mut BTreeSet<String>, ends: impl Fn(&[Token], usize) -> bool) {
    let mut depth = 0_usize;
    for at in start..tokens.len() {
        if depth == 0 && ends(tokens, at) {
            return;
        }
        match tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Mark('(' | '[' | '{')) => depth += 1,
            Some(Kind::Mark(')' | ']' | '}')) => {
                if depth == 0 {
                    return;
                }
                depth -= 1;
                if depth == 0 && mark(tokens, start) == Some('{') {
                    return;
                }
            }
            Some(Kind::Text(text)) if !is_compared(tokens, at) => {
                names.extend(text.split_whitespace().filter(|name| !is_placeholder(name)).map(str::to_owned));
            }
            _ => {}
        }
    }
}

/// Literals that something is compared with are questions, not answers: `kind == "x"`, `"x" =>`, `.contains("x")`.
fn is_compared(tokens: &[Token], at: usize) -> bool {
    let after_comparison = at >= 2 && (joined(tokens, at - 2, '=', '=') || joined(tokens, at - 2, '!', '='));
    let mut next = at + 1;
    while mark(tokens, next) == Some('|')
        && matches!(tokens.get(next + 1).map(|token| &token.kind), Some(Kind::Text(_)))
    {
        next += 2;
    }
    let is_pattern = joined(tokens, next, '=', '>') || (word(tokens, next) == Some("if") && next > at + 1);
    let is_question = at >= 2
        && mark(tokens, at - 1) == Some('(')
        && matches!(word(tokens, at - 2), Some("contains" | "starts_with" | "ends_with" | "eq" | "get" | "expect"));
    after_comparison || is_pattern || is_question
}

/// `{}` and `{name}` of a format string; a name glued to one (`zone-{}`) stays and is reported as unknown.
fn is_placeholder(name: &str) -> bool {
    let mut depth = 0_i32;
    name.chars().all(|letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => return depth > 0,
        }
        true
    })
}

fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let letter = |at: usize| letters.get(at).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while at < letters.len() {
        let (kind, next) = match letter(at) {
            blank if blank.is_whitespace() => {
                spaced = true;
                at += 1;
                continue;
            }
            '/' if letter(at + 1) == '/' => {
                at = (at..letters.len()).find(|at| letter(*at) == '\n').unwrap_or(letters.len());
                spaced = true;
                continue;
            }
            '/' if letter(at + 1) == '*' => {
                at = (at + 2..letters.len())
                    .find(|at| letter(*at) == '*' && letter(*at + 1) == '/')
                    .map_or(letters.len(), |end| end + 2);
                spaced = true;
                continue;
            }
            '"' => text(&letters, at),
            '\'' if letter(at + 1) == '\\' || letter(at + 2) == '\'' => {
                let end = (at + 2..letters.len()).find(|at| letter(*at) == '\'' && letter(*at - 1) != '\\');
                (Kind::Mark('\''), end.map_or(letters.len(), |end| end + 1))
            }
            'r' if matches!(letter(at + 1), '"' | '#') && raw_text(&letters, at).is_some() => {
                raw_text(&letters, at).unwrap_or((Kind::Mark('r'), at + 1))
            }
            start if start.is_alphanumeric() || start == '_' => {
                let end = (at..letters.len())
                    .find(|at| !(letter(*at).is_alphanumeric() || letter(*at) == '_'))
                    .unwrap_or(letters.len());
                (Kind::Word(letters.get(at..end).unwrap_or_default().iter().collect()), end)
            }
            other => (Kind::Mark(other), at + 1),
        };
        tokens.push(Token { kind, spaced });
        spaced = false;
        at = next;
    }
    tokens
}

fn text(letters: &[char], start: usize) -> (Kind, usize) {
    let mut text = String::new();
    let mut at = start + 1;
    while let Some(letter) = letters.get(at) {
        match letter {
            '"' => return (Kind::Text(text), at + 1),
            // Class names need no escapes; a line break is only the folding of a long literal.
            '\\' => {
                text.push(' ');
                at += 2;
            }
            letter => {
                text.push(*letter);
                at += 1;
            }
        }
    }
    (Kind::Text(text), at)
}

fn raw_text(letters: &[char], start: usize) -> Option<(Kind, usize)> {
    let hashes = letters.get(start + 1..)?.iter().take_while(|letter| **letter == '#').count();
    let open = start + 1 + hashes;
    if letters.get(open) != Some(&'"') {
        return None;
    }
    let end = (open + 1..letters.len()).find(|at| {
        letters.get(*at) == Some(&'"')
            && letters.get(at + 1..at + 1 + hashes).is_some_and(|tail| tail.iter().all(|letter| *letter == '#'))
    })?;
    Some((Kind::Text(letters.get(open + 1..end)?.iter().collect()), end + 1 + hashes))
}
