//! The file that takes the old path of another: a module that of a file that stays CommonJS, or the
//! other way round.

use crate::{
    change::Change,
    facts::Facts,
    graph::{FileId, Graph, external::ME},
    plan::{
        Plan,
        forms::{StandIn, Verdict},
        is_identifier, is_idle,
    },
};

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
    if facts.is_some_and(is_idle) {
        // Nothing tells the two from each other but what each has for itself.
        let lines = [
            format!("const api = {{}}{end}{newline}"),
            format!("export {{ api as default, api as {quote}{ME}{quote} }}{end}{newline}"),
        ];
        return lines.concat();
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

/// The CommonJS file that takes the old path of a module, where consumers may name that.
pub(super) fn beside(graph: &Graph, plan: &Plan, id: FileId, to: &str) -> Option<Change> {
    let Verdict::Migrate(file) = &plan.verdicts[id] else { return None };
    let node = &graph.nodes[id];
    let new = of_module(to, file.stand_in.as_ref()?, node.facts.as_ref()?);
    Some(Change::Create { path: node.path.clone(), new })
}

/// Gives consumers of the old path what the ES module at `to` gives `require`, and importers `names`
/// besides: Node's lexers do not look for names of ES modules behind CommonJS.
fn of_module(to: &str, names: &[String], facts: &Facts) -> String {
    let quote = facts.layout.quote();
    let end = if facts.layout.semicolons { ";" } else { "" };
    let name = to.rsplit('/').next().unwrap_or(to);
    let mut lines = vec![format!("module.exports = require({quote}./{name}{quote}){end}")];
    let (plain, others): (Vec<_>, Vec<_>) = names.iter().partition(|it| is_identifier(it));
    if !names.is_empty() {
        lines.push(String::new());
        lines.push("// Node finds the names of exports here.".to_string());
    }
    if !plain.is_empty() {
        let list = plain.iter().map(|it| format!("\n  {it}")).collect::<Vec<_>>().join(",");
        lines.push(format!("0 && (module.exports = {{{list}\n}}){end}"));
    }
    for name in others {
        let name = name.replace(quote, &format!("\\{quote}"));
        lines.push(format!("0 && (exports[{quote}{name}{quote}] = 0){end}"));
    }
    lines.iter().map(|it| it.replace('\n', facts.layout.newline) + facts.layout.newline).collect()
}
