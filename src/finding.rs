//! What the tool has to tell a person about a place in a file.

use oxc_span::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the file migrates.
    Note,
    /// The file stays CommonJS because of this.
    Keep,
    /// The file could not be read or understood; it is left as it is.
    Error,
}

/// One place in one file, what is there, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// Kebab-case name that `unfaux explain` knows.
    pub code: &'static str,
    pub severity: Severity,
    /// Path relative to the package root, with `/`.
    pub file: String,
    /// 1-based; 0 when the finding concerns the whole file.
    pub line: u32,
    /// 1-based, in UTF-16 code units as editors count; 0 when the finding concerns the whole file.
    pub column: u32,
    /// What is there, as a sentence without a full stop.
    pub message: String,
    /// What a person can do, as a sentence without a full stop; empty when nothing is to be done.
    pub help: String,
}

impl Finding {
    /// A finding about the whole of `file`.
    pub fn of_file(
        severity: Severity,
        code: &'static str,
        file: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { code, severity, file: file.to_string(), line: 0, column: 0, message, help }
    }

    /// The same finding at `span` of `source`.
    #[must_use]
    pub fn at(mut self, source: &str, span: Span) -> Self {
        (self.line, self.column) = position(source, span.start);
        self
    }
}

/// Line and column of a byte offset, both 1-based, the column in UTF-16 code units.
pub fn position(source: &str, offset: u32) -> (u32, u32) {
    let before = &source[..source.floor_char_boundary(offset as usize)];
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].trim_start_matches('\u{feff}').encode_utf16().count() + 1;
    (line as u32, column as u32)
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn columns_count_utf16_units_from_one() {
        assert_eq!(position("a\nbö😀c", 9), (2, 5));
        assert_eq!(position("\u{feff}a", 3), (1, 1));
    }
}
