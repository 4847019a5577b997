//! Octal numbers and octal escapes, which strict code writes as `0o10` and `"\x41"`.
//!
//! <https://tc39.es/ecma262/#sec-additional-syntax-numeric-literals>

use oxc_ast::ast::{NumericLiteral, StringLiteral};
use oxc_span::Span;

use crate::strict::context::Context;

/// Rewrites `010` to `0o10`, and `08` or `009.5`, which are decimal, without their zeros.
pub(super) fn number(cx: &mut Context<'_, '_>, literal: &NumericLiteral<'_>) {
    let text = cx.module.text(literal.span);
    let integer = &text[..text.bytes().take_while(u8::is_ascii_digit).count()];
    if integer.len() < 2 || !integer.starts_with('0') {
        return;
    }
    let zeros = integer.bytes().take_while(|&digit| digit == b'0').count().min(integer.len() - 1);
    let octal = integer.bytes().all(|digit| digit < b'8');
    let start = literal.span.start;
    cx.replace(Span::new(start, start + zeros as u32), if octal { "0o" } else { "" });
}

/// Rewrites `"\101"` to `"\x41"` and `"\8"` to `"8"`.
pub(super) fn string(cx: &mut Context<'_, '_>, literal: &StringLiteral<'_>) {
    let text = cx.module.text(literal.span).as_bytes();
    let mut at = 0;
    while let Some(found) = text[at..].iter().position(|&byte| byte == b'\\') {
        let digits = &text[at + found + 1..];
        let start = literal.span.start + (at + found) as u32;
        match digits.first() {
            Some(b'8' | b'9') => cx.replace(Span::sized(start, 1), ""),
            _ => {
                if let Some((length, value)) = octal_escape(digits) {
                    cx.replace(Span::sized(start, length + 1), format!("\\x{value:02x}"));
                }
            }
        }
        at += found + 2;
    }
}

/// Length and value of the octal digits that an escape begins with; `\0` alone is not octal.
fn octal_escape(digits: &[u8]) -> Option<(u32, u32)> {
    let longest = if matches!(digits.first()?, b'0'..=b'3') { 3 } else { 2 };
    let octal = digits.iter().take(longest).take_while(|digit| matches!(digit, b'0'..=b'7'));
    let (length, value) = octal
        .fold((0, 0), |(length, value), digit| (length + 1, value * 8 + u32::from(digit - b'0')));
    let null = length == 1 && value == 0 && !matches!(digits.get(1), Some(b'8' | b'9'));
    (length > 0 && !null).then_some((length, value))
}
