//! A position in the text that patterns move ahead, and copy when they may have to come back.

use super::Dialect;

/// Reads tokens; every method leaves the position wherever it stopped understanding.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'s> {
    pub(super) source: &'s str,
    pub(super) at: usize,
    pub(super) dialect: Dialect,
}

impl<'s> Cursor<'s> {
    /// The byte `ahead` of the position, 0 after the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.source.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    /// Moves over `text` if it is right here.
    pub(super) fn eat(&mut self, text: &str) -> Option<()> {
        let rest = self.source.as_bytes().get(self.at..)?;
        rest.starts_with(text.as_bytes()).then(|| self.at += text.len())
    }

    /// Moves over white space, comments and then `text`.
    pub(super) fn token(&mut self, text: &str) -> Option<()> {
        self.trivia();
        self.eat(text)
    }

    /// Moves over all `texts`, with white space and comments before each.
    pub(super) fn tokens(&mut self, texts: &[&str]) -> Option<()> {
        texts.iter().try_for_each(|text| self.token(text))
    }

    /// Moves over `text` as far as it is there.
    pub(super) fn optional(&mut self, text: &str) {
        let mut ahead = *self;
        if ahead.token(text).is_some() {
            *self = ahead;
        }
    }

    /// Moves over white space and comments.
    pub(super) fn trivia(&mut self) {
        loop {
            match self.peek(0) {
                b' ' | 9..=13 => self.at += 1,
                b'/' if self.peek(1) == b'/' => self.line_comment(),
                b'/' if self.peek(1) == b'*' => self.block_comment(),
                0xC2 if self.no_break_space() => self.at += 2,
                _ => return,
            }
        }
    }

    /// Whether the position is at a no-break space that ends words, which is so for one dialect only.
    pub(super) fn no_break_space(&self) -> bool {
        self.dialect == Dialect::Lexer && self.peek(0) == 0xC2 && self.peek(1) == 0xA0
    }

    /// Whether the byte here ends a keyword: white space or punctuation, but no quote and none of `#@\\`.
    pub(super) fn ends_word(&self) -> bool {
        match self.peek(0) {
            b'#' | b'@' | b'\\' | b'\'' | b'"' | b'`' | b'_' | b'$' => false,
            byte => byte.is_ascii_punctuation() || self.white_space(),
        }
    }

    /// Whether white space is here.
    pub(super) fn white_space(&self) -> bool {
        matches!(self.peek(0), b' ' | 9..=13) || self.no_break_space()
    }

    /// Moves from `//` to the end of the line.
    pub(super) fn line_comment(&mut self) {
        let rest = &self.source.as_bytes()[self.at..];
        self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    }

    /// Moves from `/*` behind `*/`; without an end the comment is the rest of the file.
    pub(super) fn block_comment(&mut self) {
        self.at += 2;
        let rest = &self.source.as_bytes()[self.at..];
        self.at += memchr::memmem::find(rest, b"*/").map_or(rest.len(), |end| end + 2);
    }

    /// Moves over white space, comments and an identifier written without escapes.
    pub(super) fn identifier(&mut self) -> Option<&'s str> {
        self.trivia();
        self.name()
    }

    /// Moves over an identifier that is right here.
    pub(super) fn name(&mut self) -> Option<&'s str> {
        let rest = &self.source[self.at..];
        if !rest.starts_with(|c| self.starts_name(c)) {
            return None;
        }
        let name = &rest[..rest.find(|c| !self.continues_name(c)).unwrap_or(rest.len())];
        self.at += name.len();
        Some(name)
    }

    fn starts_name(&self, c: char) -> bool {
        match c {
            'a'..='z' | 'A'..='Z' | '_' | '$' => true,
            '\0'..='\x7f' => false,
            _ => self.dialect == Dialect::Merve || unicode_ident::is_xid_start(c),
        }
    }

    fn continues_name(&self, c: char) -> bool {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '$' | '\u{200c}' | '\u{200d}' => true,
            '\0'..='\x7f' => false,
            _ => self.dialect == Dialect::Merve || unicode_ident::is_xid_continue(c),
        }
    }

    /// Moves over white space, comments and a quoted string; gives what is between the quotes.
    pub(super) fn string(&mut self) -> Option<&'s str> {
        self.trivia();
        matches!(self.peek(0), b'"' | b'\'').then_some(())?;
        let start = self.at + 1;
        self.rest_of_string()?;
        Some(&self.source[start..self.at - 1])
    }

    /// Moves from an opening quote behind the closing one.
    pub(super) fn rest_of_string(&mut self) -> Option<()> {
        let quote = self.peek(0);
        self.at += 1;
        while self.at < self.source.len() {
            match self.peek(0) {
                b'\\' if self.peek(1) == b'\r' && self.peek(2) == b'\n' => self.at += 2,
                b'\\' => self.at += 1,
                b'\n' | b'\r' => return None,
                byte if byte == quote => {
                    self.at += 1;
                    return Some(());
                }
                _ => {}
            }
            self.at += 1;
        }
        None
    }

    /// Moves over `exports` or `module.exports`.
    pub(super) fn exports_object(&mut self) -> Option<()> {
        self.trivia();
        let mut ahead = *self;
        if ahead.tokens(&["module", ".", "exports"]).is_some() {
            *self = ahead;
            return Some(());
        }
        self.eat("exports")
    }

    /// Moves over `require('x')`; gives what is between the quotes.
    pub(super) fn require(&mut self) -> Option<&'s str> {
        self.tokens(&["require", "("])?;
        let specifier = self.string()?;
        self.token(")")?;
        Some(specifier)
    }
}
