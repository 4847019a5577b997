//! A cheap look at how deeply a source nests, before the parser recurses over it.

/// Deeper brackets are never written by hand, and the parser needs a stack frame for each.
const MAX_BRACKETS: usize = 2_000;

/// Longest run of tokens without a comma or semicolon: `!!!…x`, `a + b + …`, `else if …`.
const MAX_RUN: u32 = 50_000;

/// Stack of the threads that parse; enough for whatever `nesting_too_deep` lets through.
pub const STACK_BYTES: usize = 1 << 30;

/// Whether a recursive parser or visitor may run out of stack on `source`. Counts without
/// knowing the grammar, so that an odd source may be refused, but hardly a harmful one let through.
pub fn nesting_too_deep(source: &str) -> bool {
    let bytes = source.as_bytes();
    let mut open = vec![Level::new(0)];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let level = open.last_mut().expect("the bottom level is never closed");
        match byte {
            b'(' | b'[' | b'{' => {
                if !level.token() || open.len() > MAX_BRACKETS {
                    return true;
                }
                open.push(Level::new(byte));
            }
            b')' | b']' | b'}' if level.closes(byte) => {
                open.pop();
            }
            b',' | b';' => level.run = 0,
            b'\'' | b'"' => at += string_length(&bytes[at..]),
            _ if starts_token(bytes, at) && !level.token() => return true,
            _ => {}
        }
        at += 1;
    }
    false
}

struct Level {
    opened_by: u8,
    run: u32,
}

impl Level {
    fn new(opened_by: u8) -> Self {
        Self { opened_by, run: 0 }
    }

    /// Counts a token; false when there are too many.
    fn token(&mut self) -> bool {
        self.run += 1;
        self.run <= MAX_RUN
    }

    fn closes(&self, byte: u8) -> bool {
        matches!((self.opened_by, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}'))
    }
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
    use super::nesting_too_deep;

    #[test]
    fn deep_sources_are_seen() {
        for (open, close) in [("[", "]"), ("(", ")"), ("{", "}"), ("f(", ")"), ("`${", "}`")] {
            let deep = format!("{}{}", open.repeat(10_000), close.repeat(10_000));
            assert!(nesting_too_deep(&deep), "{open}");
        }
        for token in ["!", "1+", "-", "a=>", "if(a)", "a?b:", "else if (x) {}\n", ".a()"] {
            assert!(nesting_too_deep(&token.repeat(60_000)), "{token}");
        }
    }

    #[test]
    fn long_sources_are_not_deep() {
        for line in ["f({ a: [1, 2] })\n;", "const s = '((((([[[';", "[1, 2],", "x = \"a\\\"(\";"] {
            assert!(!nesting_too_deep(&line.repeat(60_000)), "{line}");
        }
        assert!(!nesting_too_deep(&format!("x = '{}'", "a+/(".repeat(1_000_000))));
    }
}
