//! Jest loads ES modules only with a flag of Node (<https://jestjs.io/docs/ecmascript-modules>).

use jsonc_parser::ast::{Object, StringLit};

use super::editor::Editor;
use super::engines::{Narrowed, narrow};
use super::json::property;
use super::scripts::{Word, words};

/// The flag.
const FLAG: &str = "--experimental-vm-modules";

/// Files that run Jest when `node` is told one.
const PROGRAMS: [&str; 3] =
    ["node_modules/.bin/jest", "node_modules/jest/bin/jest.js", "node_modules/jest/bin/jest"];

/// Packages by which Jest runs CommonJS that is made of what it loads.
pub(crate) const COMPILERS: [&str; 5] =
    ["ts-jest", "babel-jest", "@babel/core", "@swc/jest", "esbuild-jest"];

/// Gives the flag to a script that runs Jest, or tells that it is missing.
pub(super) fn command(editor: &mut Editor, manifest: &Object, script: &StringLit) {
    let words = words(&script.value);
    let installs = |word: &Word| matches!(word.text, "install" | "i" | "add");
    let runs = |it: &Word| it.text == "jest" || is_program(it);
    let named = words.iter().any(runs) && !words.iter().any(installs);
    if !named || script.value.contains(FLAG) {
        return;
    }
    let is_compiled = COMPILERS.iter().any(|it| asked_for(manifest, it).is_some());
    let commands = words.chunk_by(|_, next| !next.first).filter(|_| !is_compiled);
    let flags: Vec<_> = commands.filter_map(flagged).collect();
    if flags.is_empty() {
        let help = if is_compiled {
            "Where no compiler makes CommonJS for it, write `NODE_OPTIONS=--experimental-vm-modules`"
        } else {
            "Let Node be told so: `NODE_OPTIONS=--experimental-vm-modules`"
        };
        let span = editor.document.span(script);
        editor.tell(span, "runner", "Jest loads ES modules only with a flag of Node", help);
    }
    for (at, flag) in flags {
        editor.replace_part(script, (at, at), &flag);
    }
}

fn is_program(word: &Word<'_>) -> bool {
    PROGRAMS.contains(&word.text.trim_start_matches("./"))
}

/// Where a command that surely runs Jest takes the flag, and how.
fn flagged(command: &[Word<'_>]) -> Option<(usize, String)> {
    let sets = |word: &&Word| word.text.contains('=') && !word.text.starts_with('-');
    let lead = command.iter().take_while(|it| it.text == "cross-env" || sets(it)).count();
    let (before, run) = command.split_at(lead);
    if before.iter().any(|it| it.text.starts_with("NODE_OPTIONS=")) {
        return None;
    }
    match run {
        [node, first, ..] if node.text == "node" && run.iter().any(is_program) => {
            Some((first.start, format!("{FLAG} ")))
        }
        [program, rest @ ..] if is_named(program, rest) => {
            Some((program.start, format!("NODE_OPTIONS={FLAG} ")))
        }
        _ => None,
    }
}

/// `jest`, or `npx jest`.
fn is_named(program: &Word<'_>, rest: &[Word<'_>]) -> bool {
    program.text == "jest"
        || (program.text == "npx" && rest.first().is_some_and(|it| it.text == "jest"))
}

/// Tells what a version of Jest that is asked for cannot do with ES modules.
pub(super) fn version(editor: &mut Editor, manifest: &Object) {
    let Some(literal) = asked_for(manifest, "jest") else { return };
    if narrow(&literal.value, ">=30.4") == Narrowed::Inside {
        return;
    }
    let message = "Jest before 30.4 cannot `require` ES modules, and before 30 knows no `import.meta.dirname`";
    let help = "Take Jest 30.4 or later where tests need that; there, `require` of them needs Node 24.9 or later";
    editor.tell(editor.document.span(literal), "runner", message, help);
}

/// The range in which the manifest asks for a package.
pub(super) fn asked_for<'o, 'a>(
    manifest: &'o Object<'a>,
    package: &str,
) -> Option<&'o StringLit<'a>> {
    ["devDependencies", "dependencies"].iter().find_map(|field| {
        let list = property(manifest, field)?.value.as_object()?;
        property(list, package)?.value.as_string_lit()
    })
}
