//! The module that takes the old path of a file that stays CommonJS.

use crate::{facts::Facts, graph::external::ME, plan::forms::StandIn};

/// Gives consumers of the old path what the CommonJS file at `to` gives: the default, the names
/// that Node's lexers see, and for `require` the value itself; runners get nothing but that it runs.
pub(super) fn stand_in(to: &str, whom: StandIn, facts: Option<&Facts>) -> String {
    let (quote, semicolons, newline) = facts.map_or(('\'', true, "\n"), |it| {
        (it.layout.quote(), it.layout.semicolons, it.layout.newline)
    });
    let end = if semicolons { ";" } else { "" };
    let name = to.rsplit('/').next().unwrap_or(to);
    let specifier = format!("{quote}./{name}{quote}");
    if whom == StandIn::Runners {
        return format!("import {specifier}{end}{newline}");
    }
    let has_names = facts.is_none_or(|facts| {
        facts.lexed.iter().any(|it| !it.exports.is_empty() || !it.reexports.is_empty())
    });
    let star =
        if has_names { format!("export * from {specifier}{end}{newline}") } else { String::new() };
    format!(
        "{star}export {{ default, default as {quote}{ME}{quote} }} from {specifier}{end}{newline}"
    )
}
