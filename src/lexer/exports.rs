//! What follows `exports` and `module.exports`: an assigned member, or a new value for the whole.

use super::{Dialect, Found, cursor::Cursor, escape::unescape};

/// Reads on after `module`; `None` when the pattern ends early, what was found until then counts.
pub(super) fn after_module(mut cursor: Cursor, found: &mut Found) -> Option<()> {
    cursor.tokens(&[".", "exports"])?;
    let mut ahead = cursor;
    if ahead.token("=").is_none() {
        return after_exports(cursor, found);
    }
    found.reexports.clear();
    ahead.trivia();
    if ahead.peek(0) == b'{' {
        ahead.at += 1;
        return members(ahead, found);
    }
    reexport(ahead.require()?, ahead.dialect, found);
    Some(())
}

/// Reads on after `exports`: `.name =` or `['name'] =`.
pub(super) fn after_exports(mut cursor: Cursor, found: &mut Found) -> Option<()> {
    cursor.trivia();
    let name = if cursor.eat(".").is_some() {
        cursor.identifier()?.to_string()
    } else {
        cursor.eat("[")?;
        let raw = cursor.string()?;
        cursor.token("]")?;
        unescape(raw, cursor.dialect)?
    };
    cursor.token("=")?;
    found.exports.insert(name);
    Some(())
}

/// Remembers the specifier of a `require`, as written between its quotes.
pub(super) fn reexport(raw: &str, dialect: Dialect, found: &mut Found) {
    found.reexports.extend(unescape(raw, dialect));
}

/// Reads the literal of `module.exports = {` up to the first member whose value is no plain identifier.
fn members(mut cursor: Cursor, found: &mut Found) -> Option<()> {
    loop {
        cursor.trivia();
        match cursor.peek(0) {
            b'.' => spread(&mut cursor, found)?,
            b'"' | b'\'' => quoted_member(&mut cursor, found)?,
            _ => named_member(&mut cursor, found)?,
        }
        cursor.token(",")?;
    }
}

/// `...name` or `...require('x')`, with nothing after the dots.
fn spread(cursor: &mut Cursor, found: &mut Found) -> Option<()> {
    cursor.eat("...")?;
    let mut ahead = *cursor;
    if ahead.peek(0) == b'r'
        && let Some(specifier) = ahead.require()
    {
        reexport(specifier, cursor.dialect, found);
        *cursor = ahead;
        return Some(());
    }
    cursor.name().map(|_| ())
}

/// `name` or `name: value`.
fn named_member(cursor: &mut Cursor, found: &mut Found) -> Option<()> {
    let name = cursor.name()?;
    if name == "get" && cursor.dialect == Dialect::Merve {
        let mut ahead = *cursor;
        if ahead.identifier().is_some() && ahead.token("(").is_some() {
            return None;
        }
    }
    cursor.trivia();
    if cursor.eat(":").is_none() {
        found.exports.insert(name.to_string());
        return Some(());
    }
    value(cursor, found)?;
    found.exports.insert(name.to_string());
    directly_before_comma(cursor)
}

/// `'name': value`; a string without a value is no member but does no harm either.
fn quoted_member(cursor: &mut Cursor, found: &mut Found) -> Option<()> {
    let raw = cursor.string()?;
    cursor.trivia();
    if cursor.eat(":").is_none() {
        return Some(());
    }
    value(cursor, found)?;
    found.exports.extend(unescape(raw, cursor.dialect));
    directly_before_comma(cursor)
}

/// Nothing may stand between a value and its comma, so a list with its commas in front has one member.
fn directly_before_comma(cursor: &Cursor) -> Option<()> {
    (cursor.peek(0) == b',').then_some(())
}

/// The first identifier of a value; merve also takes a `require('x')` there for a re-export.
fn value(cursor: &mut Cursor, found: &mut Found) -> Option<()> {
    cursor.trivia();
    let mut ahead = *cursor;
    if cursor.dialect == Dialect::Merve
        && let Some(specifier) = ahead.require()
    {
        reexport(specifier, cursor.dialect, found);
    }
    cursor.name().map(|_| ())
}
