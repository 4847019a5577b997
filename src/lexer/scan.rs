//! The walk over the whole text: skips strings, templates, comments and regular expressions, keeps count of
//! brackets and hands words that begin a pattern to the pattern's module.

use rustc_hash::FxHashMap;

use super::{
    Dialect, Found, LexError,
    cursor::Cursor,
    define, exports,
    slash::{Behind, Previous},
    star,
};

/// What an open bracket will mean when it closes.
#[derive(Clone, Copy)]
enum Open {
    /// Whether a regular expression may follow the end.
    Bracket(bool),
    /// `${` in a template.
    Template,
}

/// One pass over one file.
pub(super) struct Scanner<'s, 'f> {
    pub(super) cursor: Cursor<'s>,
    pub(super) previous: Previous,
    /// Brackets by kind would be more exact; the original only counts them.
    open: Vec<Open>,
    /// `class` was met and its `{` was not.
    class_head: bool,
    /// Variables that hold a required module, with the specifier.
    pub(super) required: FxHashMap<&'s str, &'s str>,
    pub(super) found: &'f mut Found,
}

impl<'s, 'f> Scanner<'s, 'f> {
    pub(super) fn new(source: &'s str, dialect: Dialect, found: &'f mut Found) -> Self {
        let cursor = Cursor { source, at: 0, dialect };
        let required = FxHashMap::default();
        Self {
            cursor,
            previous: Previous::Start,
            open: Vec::new(),
            class_head: false,
            required,
            found,
        }
    }

    /// Fills `found`; what it holds after an error is worth nothing.
    pub(super) fn run(mut self) -> Result<(), LexError> {
        if self.cursor.eat("#!").is_some() {
            self.cursor.line_comment();
        }
        while self.cursor.at < self.cursor.source.len() {
            self.token()?;
        }
        if self.open.is_empty() { Ok(()) } else { Err(LexError::Brackets) }
    }

    fn token(&mut self) -> Result<(), LexError> {
        match self.cursor.peek(0) {
            b' ' | 9..=13 => self.cursor.at += 1,
            b'/' => self.slash()?,
            b'\'' | b'"' => self.string()?,
            b'`' => {
                self.cursor.at += 1;
                self.template()?;
            }
            b'(' => self.bracket(self.behind().condition()),
            b'{' => self.brace(),
            b')' => self.closing_parenthesis()?,
            b'}' => self.closing_brace()?,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | 0x80.. => self.word()?,
            _ => self.other(),
        }
        Ok(())
    }

    fn other(&mut self) {
        self.previous = Previous::Other(self.cursor.at);
        self.cursor.at += 1;
    }

    pub(super) fn behind(&self) -> Behind<'s> {
        let Cursor { source, dialect, .. } = self.cursor;
        Behind { bytes: source.as_bytes(), dialect, previous: self.previous }
    }

    pub(super) fn bracket(&mut self, regex_after: bool) {
        self.open.push(Open::Bracket(regex_after));
        self.other();
    }

    fn brace(&mut self) {
        let class = std::mem::take(&mut self.class_head);
        self.bracket(class || self.behind().block());
    }

    /// Any closing bracket ends any open one, as in the original.
    fn close(&mut self) -> Result<Open, LexError> {
        let open = self.open.pop().ok_or(LexError::Brackets)?;
        self.cursor.at += 1;
        Ok(open)
    }

    fn closing_parenthesis(&mut self) -> Result<(), LexError> {
        let Open::Bracket(regex) = self.close()? else { return Err(LexError::Brackets) };
        self.previous = Previous::Parenthesis(regex);
        Ok(())
    }

    fn closing_brace(&mut self) -> Result<(), LexError> {
        match self.close()? {
            Open::Template => self.template(),
            Open::Bracket(regex) => {
                self.previous = Previous::Brace(regex);
                Ok(())
            }
        }
    }

    /// Moves from inside a template to its end or its next `${`.
    fn template(&mut self) -> Result<(), LexError> {
        while self.cursor.at < self.cursor.source.len() {
            match self.cursor.peek(0) {
                b'\\' => self.cursor.at += 1,
                b'`' => {
                    self.cursor.at += 1;
                    self.previous = Previous::Literal;
                    return Ok(());
                }
                b'$' if self.cursor.peek(1) == b'{' => {
                    self.cursor.at += 1;
                    self.open.push(Open::Template);
                    self.other();
                    return Ok(());
                }
                _ => {}
            }
            self.cursor.at += 1;
        }
        Err(LexError::UnterminatedTemplate)
    }

    fn string(&mut self) -> Result<(), LexError> {
        self.previous = Previous::Literal;
        self.cursor.rest_of_string().ok_or(LexError::UnterminatedString)
    }

    fn slash(&mut self) -> Result<(), LexError> {
        match self.cursor.peek(1) {
            b'/' => self.cursor.line_comment(),
            b'*' => self.cursor.block_comment(),
            _ if self.behind().regex() => self.regex()?,
            _ => self.other(),
        }
        Ok(())
    }

    fn regex(&mut self) -> Result<(), LexError> {
        let mut class = false;
        loop {
            self.cursor.at += 1;
            match self.cursor.peek(0) {
                b'/' if !class => break,
                b'[' => class = true,
                b']' => class = false,
                b'\\' => self.cursor.at += 1,
                b'\n' | b'\r' => return Err(LexError::UnterminatedRegex),
                _ if self.cursor.at >= self.cursor.source.len() => {
                    return Err(LexError::UnterminatedRegex);
                }
                _ => {}
            }
        }
        self.cursor.at += 1;
        self.previous = Previous::Literal;
        Ok(())
    }

    fn word(&mut self) -> Result<(), LexError> {
        let start = self.cursor.at;
        if self.cursor.no_break_space() {
            self.cursor.at += 1;
            self.other();
            return Ok(());
        }
        while matches!(self.cursor.peek(0), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | 0x80..)
            && !self.cursor.no_break_space()
        {
            self.cursor.at += 1;
        }
        let end = self.cursor.at;
        self.previous = Previous::Word(start, end);
        let word = &self.cursor.source[start..end];
        if self.open.is_empty() {
            self.top_level_pattern(start, word)?;
        }
        if self.behind().free(start) {
            self.pattern(word);
        }
        Ok(())
    }

    /// Looks ahead from a word that may begin a pattern; the walk itself goes on right after the word.
    fn pattern(&mut self, word: &str) {
        match word {
            "exports" => {
                exports::after_exports(self.cursor, self.found);
            }
            "module" => {
                exports::after_module(self.cursor, self.found);
            }
            "Object" => self.object(),
            "class" => self.class_head = self.cursor.white_space(),
            _ => {}
        }
    }

    fn object(&mut self) {
        define::after_object(self.cursor, self.found);
        self.found.leaks |= self.open.is_empty() && star::asks_for_own_names(self.cursor);
        if self.open.is_empty()
            && let Some(variable) = star::copied_variable(self.cursor)
            && let Some(specifier) = self.required.get(variable)
        {
            exports::reexport(specifier, self.cursor.dialect, self.found);
        }
    }
}
