//! The edits of one manifest while they are made: replaced strings, and new properties in the author's layout.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, ObjectProp, StringLit};
use oxc_span::Span;

use super::json::{Document, quoted};
use super::paths::Moves;
use crate::edit::Edits;
use crate::finding::{Finding, Severity};

/// Where something new goes among its siblings.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Before(usize),
    After(usize),
}

/// The edits of one manifest while they are made.
pub(super) struct Editor<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) path: &'a str,
    pub(super) moves: Moves<'a>,
    /// The package becomes one of ES modules.
    pub(super) turns: bool,
    /// Old paths that other files take.
    pub(super) stand_ins: &'a BTreeSet<String>,
    pub(super) edits: Edits,
    pub(super) findings: Vec<Finding>,
}

impl Editor<'_> {
    /// An object with one property, as a value of `parent`.
    pub(super) fn wrapped(&self, parent: &Object, name: &str, value: &str) -> String {
        let colon = self.colon(&parent.properties[0]);
        let pair = format!("{}{colon}{}", quoted(name), quoted(value));
        let gap = self.gap(self.document.span(parent).start, &self.spans(parent), 0);
        let Some((_, indent)) = gap.rsplit_once('\n') else {
            return if colon.ends_with(' ') {
                format!("{{ {pair} }}")
            } else {
                format!("{{{pair}}}")
            };
        };
        let newline = if gap.contains("\r\n") { "\r\n" } else { "\n" };
        let indent: String = indent.chars().filter(|c| c.is_whitespace()).collect();
        format!("{{{newline}{indent}{indent}{pair}{newline}{indent}}}")
    }

    pub(super) fn insert_property(
        &mut self,
        object: &Object,
        place: Place,
        name: &str,
        value: &str,
    ) {
        let (Place::Before(at) | Place::After(at)) = place;
        let text = format!("{}{}{value}", quoted(name), self.colon(&object.properties[at]));
        let spans = self.spans(object);
        self.insert_beside(self.document.span(object).start, &spans, place, &text);
    }

    /// Writes `text` beside one of `siblings` with the separator that stands there already.
    pub(super) fn insert_beside(&mut self, open: u32, siblings: &[Span], place: Place, text: &str) {
        let (Place::Before(at) | Place::After(at)) = place;
        let gap = self.gap(open, siblings, at);
        match place {
            Place::Before(at) => self.edits.insert(siblings[at].start, format!("{text}{gap}")),
            Place::After(at) => self.edits.insert(siblings[at].end, format!("{gap}{text}")),
        }
    }

    /// The comma and the space around it before the sibling `at`, without blank lines.
    fn gap(&self, open: u32, siblings: &[Span], at: usize) -> String {
        if siblings.len() < 2 {
            let first = siblings.first().map_or(open + 1, |first| first.start);
            let gap = self.document.slice(Span::new(open + 1, first));
            // `["x"]` in a text that leaves blanks elsewhere.
            let is_tight = gap.is_empty() && self.document.text.contains("\": ");
            return format!(",{}", if is_tight { " " } else { gap });
        }
        let at = at.max(1);
        let gap = self.document.slice(Span::new(siblings[at - 1].end, siblings[at].start));
        let Some((first, rest)) = gap.split_once('\n') else { return gap.to_string() };
        let last = rest.rsplit_once('\n').map_or(rest, |(_, last)| last);
        if first.contains(',') || last.contains(',') {
            format!("{first}\n{last}")
        } else {
            gap.to_string()
        }
    }

    fn colon(&self, property: &ObjectProp) -> String {
        let (name, value) =
            (self.document.span(&property.name), self.document.span(&property.value));
        self.document.slice(Span::new(name.end, value.start)).to_string()
    }

    fn spans(&self, object: &Object) -> Vec<Span> {
        object.properties.iter().map(|property| self.document.span(property)).collect()
    }

    pub(super) fn replace_string(&mut self, literal: &StringLit, text: &str) {
        self.edits.replace(self.document.span(literal), quoted(text));
    }

    /// Replaces the bytes `from..to` of the decoded `literal`.
    pub(super) fn replace_part(
        &mut self,
        literal: &StringLit,
        (from, to): (usize, usize),
        text: &str,
    ) {
        let offsets = self.document.decoded_offsets(literal);
        let text = quoted(text);
        self.edits.replace(Span::new(offsets[from], offsets[to]), &text[1..text.len() - 1]);
    }

    pub(super) fn tell(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
        help: &str,
    ) {
        let finding = Finding::of_file(Severity::Note, code, self.path, message, help);
        self.findings.push(finding.at(self.document.text, span));
    }
}
