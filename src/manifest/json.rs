//! JSON text with the place of every value, and insertions in the author's layout.
//!
//! Works with ranges instead of a printed tree, so that bytes outside an edit cannot change.

use jsonc_parser::ast::{Array, Object, ObjectProp, StringLit, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use oxc_span::Span;

use super::ManifestError;

/// A parsed text; ranges count from after the byte order mark.
pub(super) struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) value: Value<'a>,
    body: u32,
}

impl<'a> Document<'a> {
    /// JSON as `JSON.parse` takes it, after an optional byte order mark (which Node strips).
    pub(super) fn strict(text: &'a str) -> Result<Self, ManifestError> {
        check(text)?;
        Self::parse(text, &STRICT)
    }

    /// JSON with comments and trailing commas, as TypeScript and Mocha read their files.
    pub(super) fn lenient(text: &'a str) -> Result<Self, ManifestError> {
        Self::parse(text, &ParseOptions::default())
    }

    fn parse(text: &'a str, options: &ParseOptions) -> Result<Self, ManifestError> {
        let body = body_start(text);
        let parsed = parse_to_ast(&text[body..], &CollectOptions::default(), options)
            .map_err(|error| ManifestError::new(body + error.range().start, error.to_string()))?;
        let value = parsed.value.ok_or_else(|| ManifestError::new(body, "the file is empty"))?;
        Ok(Self { text, value, body: body as u32 })
    }

    /// The object that a manifest must be.
    pub(super) fn object(&self) -> Result<&Object<'a>, ManifestError> {
        self.value.as_object().ok_or_else(|| {
            let at = self.span(&self.value).start as usize;
            ManifestError::new(at, "package.json is not an object")
        })
    }

    /// Where `node` stands in the whole text.
    pub(super) fn span(&self, node: &impl Ranged) -> Span {
        let range = node.range();
        Span::new(self.body + range.start as u32, self.body + range.end as u32)
    }

    /// The text of `span`.
    pub(super) fn slice(&self, span: Span) -> &'a str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// The offset in the text of each byte of the decoded `literal`, and of its end.
    pub(super) fn decoded_offsets(&self, literal: &StringLit) -> Vec<u32> {
        let span = self.span(literal);
        let raw = self.slice(Span::new(span.start + 1, span.end - 1));
        let mut offsets = Vec::with_capacity(literal.value.len() + 1);
        let mut at = 0;
        for decoded in literal.value.chars() {
            offsets.extend(std::iter::repeat_n(span.start + 1 + at as u32, decoded.len_utf8()));
            at += raw_len(&raw[at..], decoded);
        }
        offsets.push(span.start + 1 + at as u32);
        offsets
    }
}

pub(super) const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The value, with duplicate keys resolved as `JSON.parse` does; also bounds the depth of what is parsed next.
pub(super) fn check(text: &str) -> Result<serde_json::Value, ManifestError> {
    let body = body_start(text);
    serde_json::from_str(&text[body..]).map_err(|error| {
        let lines = text[body..].split_inclusive('\n').take(error.line().saturating_sub(1));
        let at = body + lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_string();
        ManifestError::new(at, message)
    })
}

fn body_start(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// How many bytes of `raw` stand for its first character; a surrogate pair is two `\u` escapes.
fn raw_len(raw: &str, decoded: char) -> usize {
    match raw.as_bytes() {
        [b'\\', b'u', ..] if decoded.len_utf8() == 4 => 12,
        [b'\\', b'u', ..] => 6,
        [b'\\', ..] => 2,
        _ => decoded.len_utf8(),
    }
}

/// The property that `JSON.parse` keeps: the last of its name.
pub(super) fn property<'o, 'a>(object: &'o Object<'a>, name: &str) -> Option<&'o ObjectProp<'a>> {
    object.properties.iter().rfind(|property| property.name.as_str() == name)
}

/// The elements of an array that are strings.
pub(super) fn strings<'o, 'a>(array: &'o Array<'a>) -> impl Iterator<Item = &'o StringLit<'a>> {
    array.elements.iter().filter_map(Value::as_string_lit)
}

/// The indentation and the line break of `text`.
pub(crate) fn indent_of(text: &str) -> (&str, &'static str) {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = text.lines().find(|it| it.starts_with([' ', '\t']));
    (line.map_or("  ", |it| &it[..it.len() - it.trim_start().len()]), newline)
}

/// `text` as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
