//! The value of a string literal.

use std::{iter::Peekable, str::Chars};

use super::Dialect;

/// The value of the literal whose text between the quotes is `raw`.
///
/// `None` when it has none (broken escapes) or when it is no well-formed text: Node drops such names.
pub(super) fn unescape(raw: &str, dialect: Dialect) -> Option<String> {
    if !raw.contains('\\') {
        return Some(raw.to_string());
    }
    let mut units = Vec::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' { escape(&mut chars, dialect, &mut units)? } else { push(&mut units, c) }
    }
    String::from_utf16(&units).ok()
}

fn push(units: &mut Vec<u16>, c: char) {
    units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
}

/// Reads what follows a backslash (<https://tc39.es/ecma262/#prod-EscapeSequence>).
fn escape(chars: &mut Peekable<Chars>, dialect: Dialect, units: &mut Vec<u16>) -> Option<()> {
    let c = chars.next()?;
    match c {
        'b' => push(units, '\u{8}'),
        't' => push(units, '\t'),
        'n' => push(units, '\n'),
        'v' => push(units, '\u{b}'),
        'f' => push(units, '\u{c}'),
        'r' => push(units, '\r'),
        'x' => units.push(hex(chars, 2)?),
        'u' if chars.next_if_eq(&'{').is_some() => push(units, code_point(chars)?),
        'u' => units.push(hex(chars, 4)?),
        '0'..='7' => units.push(octal(c, chars, dialect)),
        '\n' | '\r' if dialect == Dialect::Merve => push(units, c),
        '\r' => {
            chars.next_if_eq(&'\n');
        }
        '\n' | '\u{2028}' | '\u{2029}' => {}
        other => push(units, other),
    }
    Some(())
}

fn hex(chars: &mut Peekable<Chars>, digits: usize) -> Option<u16> {
    (0..digits).try_fold(0, |value, _| Some(value * 16 + chars.next()?.to_digit(16)? as u16))
}

fn code_point(chars: &mut Peekable<Chars>) -> Option<char> {
    let mut value = chars.next()?.to_digit(16)?;
    loop {
        match chars.next()? {
            '}' => return char::from_u32(value),
            digit => value = value.checked_mul(16)?.checked_add(digit.to_digit(16)?)?,
        }
    }
}

/// Legacy octals: up to three digits, at most 255 (<https://tc39.es/ecma262/#prod-LegacyOctalEscapeSequence>).
fn octal(first: char, chars: &mut Peekable<Chars>, dialect: Dialect) -> u16 {
    if dialect == Dialect::Merve {
        return if first == '0' { 0 } else { first as u16 };
    }
    let mut value = first.to_digit(8).unwrap_or(0);
    let more = if value < 4 { 2 } else { 1 };
    for _ in 0..more {
        let Some(digit) = chars.next_if(|c| c.is_digit(8)).and_then(|c| c.to_digit(8)) else {
            break;
        };
        value = value * 8 + digit;
    }
    value as u16
}
