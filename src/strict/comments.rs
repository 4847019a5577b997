//! HTML-like comments, which the module grammar does not have.
//!
//! <https://tc39.es/ecma262/#sec-html-like-comments>

use oxc_span::Span;

use crate::strict::context::Context;

/// Writes `//` for every `<!--` and `-->` that begins a comment.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    let module = cx.module;
    for comment in &module.program.comments {
        let text = module.text(comment.span);
        let length = if text.starts_with("<!--") {
            4
        } else if text.starts_with("-->") {
            3
        } else {
            continue;
        };
        cx.replace(Span::sized(comment.span.start, length), "//");
    }
}
