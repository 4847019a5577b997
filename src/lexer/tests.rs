//! Every pattern of `snapshots/lexer/patterns.txt`, and inputs that are no programs.

use super::{Dialect, LexError, Lexed, lex};

const PATTERNS: &str = include_str!("../../snapshots/lexer/patterns.txt");
const DIALECTS: [(Dialect, &str); 2] = [(Dialect::Lexer, "lexer: "), (Dialect::Merve, "merve: ")];

/// One section: a heading, the source, then one line of names for both dialects or one for each.
struct Pattern {
    heading: &'static str,
    source: &'static str,
    names: &'static str,
}

impl Pattern {
    fn expected(&self, prefix: &str) -> &'static str {
        let mut lines = self.names.lines().map(|line| line.trim_start_matches("--- "));
        lines
            .find_map(|line| line.strip_prefix(prefix))
            .unwrap_or(self.names.trim_start_matches("--- ").trim_end())
    }
}

fn patterns() -> impl Iterator<Item = Pattern> {
    PATTERNS.split("\n=== ").skip(1).map(|section| {
        let (heading, body) = section.split_once('\n').expect("a heading is a line");
        let (source, names) = body.split_at(body.find("\n--- ").expect("names follow the source"));
        Pattern { heading, source, names: names.trim_start() }
    })
}

/// `a, b + ./c`: names, then specifiers.
fn show(lexed: Result<Lexed, LexError>) -> String {
    let Ok(Lexed { exports, reexports, .. }) = lexed else { return "error".to_string() };
    let names = exports.join(", ");
    let specifiers = reexports.join(", ");
    match (exports.is_empty(), reexports.is_empty()) {
        (true, true) => "nothing".to_string(),
        (_, true) => names,
        (true, _) => format!("+ {specifiers}"),
        _ => format!("{names} + {specifiers}"),
    }
}

#[test]
fn patterns_give_what_node_finds() {
    let mut wrong = Vec::new();
    for pattern in patterns() {
        for (dialect, prefix) in DIALECTS {
            let found = show(lex(pattern.source, dialect)).replace('\n', "\\n");
            let expected = pattern.expected(prefix);
            if found != expected {
                wrong.push(format!(
                    "{} ({dialect:?}): {found} instead of {expected}",
                    pattern.heading
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_rows_of_the_table_are_there() {
    let numbers =
        patterns().filter_map(|pattern| pattern.heading.split(' ').next()?.parse::<usize>().ok());
    assert!(numbers.eq(0..205));
}

#[test]
fn a_no_break_space_is_a_letter_for_merve() {
    let source = "exports\u{a0}.a = exports.b\u{a0}= exports.\u{a0}c = 1;";
    assert_eq!(show(lex(source, Dialect::Lexer)), "a, b, c");
    assert_eq!(show(lex(source, Dialect::Merve)), "b\u{a0}, \u{a0}c");
}

#[test]
fn no_prefix_of_a_program_panics() {
    for pattern in patterns() {
        for (end, _) in pattern.source.char_indices() {
            for (dialect, _) in DIALECTS {
                let _ = lex(&pattern.source[..end], dialect);
                let _ = lex(&pattern.source[end..], dialect);
                let _ = lex(&format!("{}\\", &pattern.source[..end]), dialect);
                let _ = lex(
                    &format!("{}é😀{}", &pattern.source[..end], &pattern.source[end..]),
                    dialect,
                );
            }
        }
    }
}

#[test]
fn deep_nesting_needs_no_deep_stack() {
    for open in [
        "(",
        "{",
        "`${",
        "module.exports={a:",
        "exports.a=",
        "Object.defineProperty(exports,'a',{get(){",
    ] {
        for (dialect, _) in DIALECTS {
            let _ = lex(&open.repeat(20_000), dialect);
        }
    }
}

#[test]
fn long_lines_take_linear_time() {
    for part in [
        "x ",
        "'",
        "/*",
        "//",
        "a/b/",
        "var a=require('b');",
        "exports.a = ",
        "é",
        "module.exports={a,a,",
    ] {
        for (dialect, _) in DIALECTS {
            let _ = lex(&part.repeat(300_000 / part.len()), dialect);
        }
    }
}
