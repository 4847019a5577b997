//! Whether a `/` divides or begins a regular expression, decided from the token before it.

use super::Dialect;

/// The last token that is neither white space nor comment.
#[derive(Clone, Copy)]
pub(super) enum Previous {
    Start,
    /// From its first byte to the one after its last.
    Word(usize, usize),
    /// A `)`, and whether a regular expression may follow it.
    Parenthesis(bool),
    /// A `}`, and whether a regular expression may follow it.
    Brace(bool),
    /// Strings, templates and regular expressions.
    Literal,
    /// The offset of any other byte.
    Other(usize),
}

/// Where words stand and what they mean for a slash; looks only behind.
#[derive(Clone, Copy)]
pub(super) struct Behind<'s> {
    pub(super) bytes: &'s [u8],
    pub(super) dialect: Dialect,
    pub(super) previous: Previous,
}

impl Behind<'_> {
    /// Whether a `/` here begins a regular expression.
    pub(super) fn regex(self) -> bool {
        match self.previous {
            Previous::Start => true,
            Previous::Word(start, end) => self.operator_word(start, end),
            Previous::Parenthesis(regex) | Previous::Brace(regex) => regex,
            Previous::Literal => false,
            Previous::Other(at) => self.operator(at),
        }
    }

    fn operator(self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or(0, |before| self.bytes[before]);
        match self.bytes[at] {
            b'.' => !before.is_ascii_digit(),
            sign @ (b'+' | b'-') => before != sign,
            b']' | b'@' | b'#' | b'\\' => false,
            byte => byte.is_ascii_punctuation(),
        }
    }

    fn operator_word(self, start: usize, end: usize) -> bool {
        match &self.bytes[start..end] {
            b"case" | b"do" | b"else" | b"in" | b"new" => self.free(start),
            b"await" | b"debugger" | b"delete" | b"instanceof" | b"return" | b"throw"
            | b"typeof" | b"void" | b"yield" => {
                self.free(start) && (start > 0 || self.dialect == Dialect::Merve)
            }
            _ => false,
        }
    }

    /// Whether a `{` here opens a block, after which a statement may begin.
    pub(super) fn block(self) -> bool {
        match self.previous {
            Previous::Start => self.dialect == Dialect::Merve,
            Previous::Word(start, end) => self.ends_with(start, end, &["else", "catch", "finally"]),
            // Bodies of functions, even of function expressions.
            Previous::Parenthesis(_) => true,
            Previous::Brace(_) | Previous::Literal => false,
            Previous::Other(at) => match self.bytes[at] {
                b';' => true,
                b'>' => at > 0 && self.bytes[at - 1] == b'=',
                _ => false,
            },
        }
    }

    /// Whether a `(` here belongs to `if`, `while` or `for`, after which a statement may begin.
    pub(super) fn condition(self) -> bool {
        let Previous::Word(start, end) = self.previous else { return false };
        self.ends_with(start, end, &["if", "while", "for"])
    }

    /// cjs-module-lexer takes any word with such an end, `x.catch` and `notify` with `if` in it.
    fn ends_with(self, start: usize, end: usize, words: &[&str]) -> bool {
        let word = &self.bytes[start..end];
        match self.dialect {
            Dialect::Lexer => words.iter().any(|known| word.ends_with(known.as_bytes())),
            Dialect::Merve => {
                self.free(start) && words.iter().any(|known| word == known.as_bytes())
            }
        }
    }

    /// Whether a word that begins at `start` may be a keyword or a variable, judged by the byte before it.
    pub(super) fn free(self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).map(|before| self.bytes[before]) else {
            return true;
        };
        match before {
            b'.' | b'#' | b'@' | b'\\' | b'\'' | b'"' | b'`' => false,
            b' ' | 9..=13 => true,
            // The second half of a no-break space, which is part of the word in the other dialect.
            0xA0 => self.dialect == Dialect::Lexer && self.bytes[..start].ends_with(&[0xC2, 0xA0]),
            byte => byte.is_ascii_punctuation(),
        }
    }
}
