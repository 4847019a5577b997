//! What the plan has to tell a person.

use crate::{
    change::{self, Change, Rung},
    find::Package,
    finding::{Finding, Severity},
    graph::{FileId, Graph, Target},
    plan::{
        Plan, Reason,
        forms::{RequireForm, Verdict},
    },
};

/// Why files stay CommonJS.
pub(super) fn reasons(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let finding = |(id, reason): &(FileId, Reason)| {
        let severity = if reason.expected { Severity::Note } else { Severity::Keep };
        let path = &graph.nodes[*id].path;
        let finding = Finding::of_file(severity, reason.code, path, &reason.message, &reason.help);
        match reason.span {
            Some(span) => finding.at(&package.files[*id].text, span),
            None => finding,
        }
    };
    plan.reasons.iter().map(finding).collect()
}

/// Dependencies that are not installed: how they are to be imported is a guess.
pub(super) fn missing(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let (Verdict::Migrate(file), Some(facts)) = (&plan.verdicts[id], &node.facts) else {
            continue;
        };
        for (require, target) in facts.requires.iter().zip(&node.requires) {
            let imported = !matches!(
                file.requires.get(&require.call.start),
                None | Some(RequireForm::Call { .. })
            );
            if imported && matches!(target, Target::Missing) {
                let message = format!(
                    "`{}` is not installed; it is imported as CommonJS is",
                    require.specifier
                );
                let help = "Install the dependencies and run again";
                let finding = Finding::of_file(
                    Severity::Note,
                    "missing-dependency",
                    &node.path,
                    message,
                    help,
                );
                findings.push(finding.at(&package.files[id].text, require.call));
            }
        }
    }
    findings
}

/// Sources become modules, and so do the scripts that are compiled with them.
pub(super) fn turned(package: &Package, changes: &[Change], verdicts: &mut Vec<change::Verdict>) {
    let rung = Rung::Idiomatic;
    for it in verdicts.iter_mut().filter(|it| changes.iter().any(|one| one.path() == it.file)) {
        it.rung = rung;
    }
    let source = |file: String| change::Verdict { file, rung, transforms: Vec::new() };
    verdicts.extend(package.sources.iter().map(|it| source(it.path.clone())));
    verdicts.sort_by(|a, b| a.file.cmp(&b.file));
}
