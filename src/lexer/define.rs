//! `Object.defineProperty(exports, 'name', …)`: a name when the descriptor is known to be harmless.

use super::{Found, cursor::Cursor, escape::unescape};

/// Reads on after `Object`; `None` when this is another call.
pub(super) fn after_object(mut cursor: Cursor, found: &mut Found) -> Option<()> {
    cursor.tokens(&[".", "defineProperty", "("])?;
    cursor.exports_object()?;
    cursor.token(",")?;
    let name = unescape(cursor.string()?, cursor.dialect)?;
    if descriptor(cursor).is_some() {
        found.exports.insert(name);
    } else {
        found.opaque.insert(name);
    }
    Some(())
}

/// `, { value:` or a getter in the forms that compilers write.
fn descriptor(mut cursor: Cursor) -> Option<()> {
    cursor.tokens(&[",", "{"])?;
    let mut ahead = cursor;
    if ahead.token("enumerable").is_some() {
        ahead.tokens(&[":", "true", ","])?;
        cursor = ahead;
    }
    cursor.trivia();
    if cursor.eat("value").is_some() {
        return cursor.token(":");
    }
    getter_head(&mut cursor)?;
    cursor.identifier()?;
    member(&mut cursor)?;
    getter_end(&mut cursor)
}

/// `get: function name() { return` or `get() { return`, the name being optional.
pub(super) fn getter_head(cursor: &mut Cursor) -> Option<()> {
    cursor.token("get")?;
    let mut ahead = *cursor;
    if ahead.token(":").is_some() {
        ahead.token("function")?;
        function_name(&mut ahead);
        *cursor = ahead;
    }
    cursor.tokens(&["(", ")", "{", "return"])
}

fn function_name(cursor: &mut Cursor) {
    let start = cursor.at;
    cursor.trivia();
    if cursor.at > start {
        cursor.name();
    }
}

/// Nothing, `.name` or `['name']`.
fn member(cursor: &mut Cursor) -> Option<()> {
    cursor.trivia();
    if cursor.eat(".").is_some() {
        cursor.identifier()?;
    } else if cursor.eat("[").is_some() {
        cursor.string()?;
        cursor.token("]")?;
    }
    Some(())
}

/// The rest of the call after the returned value.
pub(super) fn getter_end(cursor: &mut Cursor) -> Option<()> {
    cursor.optional(";");
    cursor.token("}")?;
    cursor.optional(",");
    cursor.tokens(&["}", ")"])
}
