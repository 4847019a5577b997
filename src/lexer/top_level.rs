//! Patterns that count outside of all brackets only: star re-exports and the syntax of ES modules.

use super::{Dialect, LexError, cursor::Cursor, exports, scan::Scanner, star};

impl Scanner<'_, '_> {
    /// Looks ahead from any word; the walk may go on behind the pattern.
    pub(super) fn top_level_pattern(&mut self, start: usize, word: &str) -> Result<(), LexError> {
        let free = self.behind().free(start);
        let callable = free || self.cursor.source[..start].ends_with('.');
        match word {
            "import" if free => return self.import(),
            "export" if free => return self.export(),
            "__export" | "__exportStar" if callable => self.export_star(),
            "_interopRequireWildcard" if callable => self.interop_require(),
            _ if declares(word, free, self.cursor.dialect) => self.require(),
            _ => {}
        }
        Ok(())
    }

    fn require(&mut self) {
        let Some((variable, specifier)) = star::required_variable(self.cursor) else { return };
        match self.cursor.dialect {
            Dialect::Lexer => self.required.insert(variable, specifier),
            Dialect::Merve => Some(*self.required.entry(variable).or_insert(specifier)),
        };
    }

    /// `import` is only harmless as a call, and as whatever comes without a space.
    fn import(&mut self) -> Result<(), LexError> {
        let mut ahead = self.cursor;
        ahead.trivia();
        match ahead.peek(0) {
            b'(' => Ok(()),
            b'.' if self.cursor.dialect == Dialect::Merve && !is_meta(ahead) => Ok(()),
            b'.' | b'"' | b'\'' | b'{' | b'*' => Err(LexError::Import),
            _ if ahead.at > self.cursor.at => Err(LexError::Import),
            _ => {
                self.lose();
                Ok(())
            }
        }
    }

    fn export(&mut self) -> Result<(), LexError> {
        if self.cursor.ends_word() {
            return Err(LexError::Export);
        }
        self.lose();
        Ok(())
    }

    /// `__export(require('x'))` and `lib.__exportStar(require('x'))`, without spaces before `require`.
    fn export_star(&mut self) {
        if self.cursor.peek(0) == b'(' && self.cursor.peek(1) == b'r' {
            self.bracket(false);
            let mut ahead = self.cursor;
            if let Some(specifier) = ahead.require() {
                exports::reexport(specifier, self.cursor.dialect, self.found);
            }
        } else if self.cursor.peek(0) != b'(' || self.cursor.dialect == Dialect::Lexer {
            self.lose_argument();
        }
    }

    /// A call that only matters after `var x =`, see [`star::required_variable`].
    fn interop_require(&mut self) {
        if self.cursor.peek(0) != b'(' || self.cursor.peek(1) != b'r' {
            self.lose_argument();
        }
    }

    /// Where a call pattern breaks off, the original loses the character: `__export({…})` makes it throw.
    fn lose_argument(&mut self) {
        let word = self.previous;
        if self.cursor.peek(0) == b'(' {
            self.bracket(false);
            self.previous = word;
        }
        self.lose();
    }

    fn lose(&mut self) {
        let lost = self.cursor.source[self.cursor.at..].chars().next();
        self.cursor.at += lost.map_or(0, char::len_utf8);
    }
}

/// Whether `.meta` is here.
fn is_meta(mut cursor: Cursor) -> bool {
    cursor.token(".").is_some() && cursor.identifier() == Some("meta")
}

/// Whether `word` declares variables; cjs-module-lexer takes any word with such an end.
fn declares(word: &str, free: bool, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Lexer => ["var", "let", "const"].iter().any(|known| word.ends_with(known)),
        Dialect::Merve => free && matches!(word, "var" | "let" | "const"),
    }
}
