//! Files that a bundler makes a script for pages of: it gives those the namespace of an ES module, where it gave
//! what `require` gives of CommonJS.

use oxc_span::Span;

use crate::{
    find::{Package, SourceFile},
    finding::{Finding, Severity},
    graph::{FileId, Graph},
    plan::{
        Plan,
        forms::{ExportsForm, Verdict},
    },
};

/// A bundler, what its settings say where the bundle is for pages, and what to write then.
struct Bundler {
    name: &'static str,
    marks: &'static [&'static str],
    help: &'static str,
}

const BUNDLERS: [Bundler; 3] = [
    Bundler {
        name: "webpack",
        marks: &["library"],
        help: "Set `output.library.export` to `'default'`, which is what `require` gives",
    },
    Bundler {
        name: "rollup",
        marks: &["umd", "iife"],
        help: "Bundle a file that only hands on the default, which is what `require` gives",
    },
    Bundler {
        name: "esbuild",
        marks: &["globalName", "--global-name"],
        help: "Bundle a file that only hands on the default, which is what `require` gives",
    },
];

/// The places in settings and scripts that name such files.
pub(super) fn shapes(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    // Of an object the namespace has the members, too.
    let is_turned = |id: &FileId| match &plan.verdicts[*id] {
        Verdict::Migrate(it) => {
            graph.nodes[*id].is_common_js()
                && matches!(it.exports, ExportsForm::Value(_) | ExportsForm::Local(_))
        }
        _ => false,
    };
    let turned: Vec<FileId> = (0..package.files.len()).filter(is_turned).collect();
    let settings = package.files.iter().chain([&package.manifest]);
    settings.filter_map(|file| named(package, file, &turned)).collect()
}

/// The first of the files that `file` tells a bundler to read.
fn named(package: &Package, file: &SourceFile, turned: &[FileId]) -> Option<Finding> {
    let is_manifest = file.path == package.manifest.path;
    let is_told = |it: &&Bundler| {
        let script =
            if is_manifest { file.text.contains(it.name) } else { file.path.contains(it.name) };
        script && it.marks.iter().any(|mark| file.text.contains(mark))
    };
    let tool = BUNDLERS.iter().filter(|it| !is_manifest || it.name == "esbuild").find(is_told)?;
    let places = turned.iter().filter_map(|&id| {
        let path = package.files[id].path.as_str();
        Some((place(file, is_manifest, path)?, path))
    });
    // What is read comes before what is written.
    let (span, path) = places.min_by_key(|(span, _)| span.start)?;
    let message = format!(
        "{} gives pages the namespace of {path} now, where it gave what `require` gives",
        tool.name
    );
    let code = "bundle-shape";
    Some(
        Finding::of_file(Severity::Note, code, &file.path, message, tool.help).at(&file.text, span),
    )
}

/// Where `file` names the one at `path`: as a word of a command, or as a literal.
fn place(file: &SourceFile, is_command: bool, path: &str) -> Option<Span> {
    let text = file.text.as_str();
    let stem = path.strip_suffix(".js").unwrap_or(path);
    [path, stem].into_iter().find_map(|name| {
        let is_named = |(at, _): &(usize, &str)| {
            let before = text[..*at].strip_suffix("./").unwrap_or(&text[..*at]);
            let after = &text[at + name.len()..];
            if is_command {
                let ends = before.ends_with([' ', '"']) && after.starts_with([' ', '"']);
                ends && is_bundled(text, *at)
            } else {
                before.ends_with(['\'', '"', '`']) && after.starts_with(['\'', '"', '`'])
            }
        };
        let (at, _) = text.match_indices(name).find(is_named)?;
        Some(Span::sized(at as u32, name.len() as u32))
    })
}

/// The line at `at` is a command that makes a global of what it bundles.
fn is_bundled(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    line.contains("esbuild ") && line.contains("--global-name")
}
