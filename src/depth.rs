//! A cheap look at how deeply a source nests, before the parser recurses over it.

/// Deeper brackets are never written by hand, and the parser needs a stack frame for each.
const MAX_BRACKETS: usize = 2_000;

/// Most tokens that may be open at once, those of a statement and of all around it: `!!!…x`,
/// `a + b + …`, `else if …` nest without a bracket.
const MAX_OPEN: usize = 50_000;

/// Words that begin a statement where a line begins, so that nothing before them is open.
const BEGINNINGS: [&[u8]; 5] = [b"const ", b"let ", b"var ", b"function ", b"return "];

/// Stack of the threads that parse; at least twice what a source needs that is not too deep.
pub const STACK_BYTES: usize = 256 << 20;

/// Whether a recursive parser or visitor may run out of stack on `source`. Counts without
/// knowing the grammar, so that an odd source may be refused, but hardly a harmful one let through.
pub fn nesting_too_deep(source: &str) -> bool {
    let bytes = source.as_bytes();
    if cannot_be_deep(bytes) {
        return false;
    }
    let mut levels = Levels { brackets: Vec::new(), open: 0, before: 0 };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'(' | b'[' | b'{' => levels.enter(byte),
            b')' | b']' | b'}' => levels.leave(byte),
            b',' | b';' => levels.end_statement(),
            b'\n' if begins_statement(&bytes[at + 1..]) => levels.end_statement(),
            b'\'' | b'"' => at += string_length(&bytes[at..]),
            _ if starts_token(bytes, at) => levels.open += 1,
            _ => {}
        }
        if levels.brackets.len() > MAX_BRACKETS || levels.open > MAX_OPEN {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether there are not even as many brackets and tokens as may be open at once.
fn cannot_be_deep(bytes: &[u8]) -> bool {
    let opens = |byte: u8| byte == b'(' || byte == b'[' || byte == b'{';
    bytes.len() <= MAX_OPEN
        && bytes.iter().map(|&byte| usize::from(opens(byte))).sum::<usize>() <= MAX_BRACKETS
}

/// The brackets around a place and the tokens that may still be open there.
struct Levels {
    /// Each bracket with `before` of the level around it.
    brackets: Vec<(u8, usize)>,
    open: usize,
    /// How many of `open` are outside the innermost bracket.
    before: usize,
}

impl Levels {
    fn enter(&mut self, bracket: u8) {
        self.brackets.push((bracket, self.before));
        self.open += 1;
        self.before = self.open;
    }

    /// Ends a level; brackets that close nothing are part of a string or a regular expression.
    fn leave(&mut self, bracket: u8) {
        let Some(&(opened, before)) = self.brackets.last() else { return };
        if matches!((opened, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            self.brackets.pop();
            self.open = self.before;
            self.before = before;
        }
    }

    fn end_statement(&mut self) {
        self.open = self.before;
    }
}

fn begins_statement(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    BEGINNINGS.iter().any(|word| line.starts_with(word))
}

fn starts_token(bytes: &[u8], at: usize) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    let byte = bytes[at];
    if word(byte) { at == 0 || !word(bytes[at - 1]) } else { byte.is_ascii_punctuation() }
}

/// How far the string that starts `bytes` reaches; 0 when it does not end on its line.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' => return 0,
            b'\\' => at += 1,
            _ if byte == bytes[0] => return at,
            _ => {}
        }
        at += 1;
    }
    0
}

#[cfg(test)]
mod tests {
    use std::{iter, thread};

    use oxc_allocator::Allocator;

    use super::*;
    use crate::module::Module;

    const BRACKETS: [(&str, &str, &str); 10] = [
        ("[", "", "]"),
        ("(", "1", ")"),
        ("{", "", "}"),
        ("f(", "", ")"),
        ("x = { a: ", "1", "}"),
        ("`${", "1", "}`"),
        ("function f() {", "", "}"),
        ("class A { static {", "", "} }"),
        ("if (a) {", "", "}"),
        ("(function () {", "", "})()"),
    ];

    /// What begins, the number of tokens in what repeats, and what ends.
    const RUNS: [(&str, usize, &str, &str); 16] = [
        ("", 1, "!", "1"),
        ("", 2, "1 + ", "1"),
        ("", 1, "- ", "1"),
        ("", 3, "a => ", "1"),
        ("", 3, "if (a) ", ";"),
        ("", 4, "a ? b : ", "c"),
        ("", 2, "a = ", "1"),
        ("if (a) x\n", 5, "else if (a) x\n", ""),
        ("", 1, "typeof ", "1"),
        ("", 1, "new ", "A"),
        ("", 3, "1 ** ", "1"),
        ("", 3, "a ?? ", "b"),
        ("a", 2, ".a", ""),
        ("a", 3, ".a()", ""),
        ("a", 1, "()", ""),
        ("", 2, "[]=", "1"),
    ];

    #[test]
    fn what_is_let_through_can_be_parsed() {
        let brackets = BRACKETS.iter().map(|(open, middle, close)| {
            let count = MAX_BRACKETS / open.matches(['(', '[', '{']).count() - 1;
            open.repeat(count) + middle + &close.repeat(count)
        });
        let runs = RUNS.iter().map(|(head, tokens, part, last)| {
            format!("{head}{}{last}", part.repeat((MAX_OPEN - 8) / tokens))
        });
        let both = format!("{}1{}", "!!!!!!!!!!!!!!!!!!!!!!!!(".repeat(1_999), ")".repeat(1_999));
        let sources: Vec<String> = brackets.chain(runs).chain(iter::once(both)).collect();
        let parse = move || {
            for source in sources {
                let start = &source[..20];
                assert!(!nesting_too_deep(&source), "{start}");
                assert!(Module::parse(&Allocator::default(), &source).is_ok(), "{start}");
            }
        };
        let thread = thread::Builder::new().stack_size(STACK_BYTES / 2).spawn(parse);
        thread.expect("a thread").join().expect("no panic");
    }

    #[test]
    fn deep_sources_are_seen() {
        for (open, close) in [("[", "]"), ("(", ")"), ("{", "}"), ("f(", ")"), ("`${", "}`")] {
            let deep = format!("{}{}", open.repeat(10_000), close.repeat(10_000));
            assert!(nesting_too_deep(&deep), "{open}");
        }
        for token in ["!", "1+", "-", "a=>", "if(a)", "a?b:", "else if (x) {}\n", ".a()"] {
            assert!(nesting_too_deep(&token.repeat(60_000)), "{token}");
        }
        assert!(nesting_too_deep(&format!("{}(", "!".repeat(100)).repeat(1_000)));
    }

    #[test]
    fn long_sources_are_not_deep() {
        for line in [
            "f({ a: [1, 2] })\n;",
            "const s = '((((([[[';",
            "[1, 2],",
            "x = \"a\\\"(\";",
            "const a = b\n",
        ] {
            assert!(!nesting_too_deep(&line.repeat(60_000)), "{line}");
        }
        assert!(!nesting_too_deep(&format!("x = '{}'", "a+/(".repeat(1_000_000))));
    }
}
