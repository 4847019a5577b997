//! Lists, for every fixture in `effects/`, what each of its top-level statements does.

use std::{fmt::Write, fs, path::Path};

use oxc_allocator::Allocator;
use unfaux::{
    effects::{Effects, effects},
    module::Module,
};

#[test]
fn statements() {
    insta::glob!("effects/*.js", |fixture| {
        let source = fs::read_to_string(fixture).expect("fixtures are readable");
        let allocator = Allocator::default();
        let module = Module::parse(&allocator, &source).expect("fixtures parse");
        let report = render(&source, &effects(&module));
        settings(fixture).bind(|| insta::assert_snapshot!(file_name(fixture), report));
    });
}

fn render(source: &str, effects: &Effects) -> String {
    let mut report = String::new();
    for statement in &effects.statements {
        let reads = if statement.reads_world { " reads" } else { "" };
        let effect = format!("{:?}{reads}", statement.effect);
        let text = first_line(source, statement.span.start);
        writeln!(report, "{effect:<13} | {text}").expect("writing to a string succeeds");
        if let Some(culprit) = statement.culprit.filter(|span| *span != statement.span) {
            let culprit = first_line(source, culprit.start);
            writeln!(report, "{:<13} |   by {culprit}", "").expect("writing to a string succeeds");
        }
    }
    report += "\n";
    for (start, effect) in &effects.before_call {
        let text = first_line(source, *start);
        writeln!(report, "{effect:?} before {text}").expect("writing to a string succeeds");
    }
    let mut running: Vec<u32> = effects.runs_at_load.iter().copied().collect();
    running.sort_unstable();
    for start in running {
        let line = source[..start as usize].lines().count().max(1);
        let text = first_line(source, start);
        writeln!(report, "runs at load: {line}: {text}").expect("writing to a string succeeds");
    }
    writeln!(report, "writes world somewhere: {}", effects.writes_world_somewhere)
        .expect("writing to a string succeeds");
    report
}

fn first_line(source: &str, start: u32) -> &str {
    source[start as usize..].lines().next().unwrap_or("")
}

/// Puts the snapshot beside its fixture, under the same name.
fn settings(fixture: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fixture.parent().expect("a fixture lies in a folder"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings
}

fn file_name(fixture: &Path) -> &str {
    fixture.file_name().and_then(|name| name.to_str()).expect("fixtures have UTF-8 names")
}
