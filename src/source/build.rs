//! How a package is made of its sources by something else than TypeScript, where its settings can be
//! edited with certainty so that ES modules come out.

mod babel;
mod bundle;
mod command;
mod esbuild;
mod offered;
mod rollup;
mod swc;
mod tsup;

use super::{
    project::depends,
    settings::{Held, Settings},
};
use crate::{
    edit::Edits,
    find::{Package, extension},
};

/// A build whose output is CommonJS.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations")]
pub(crate) struct Build {
    pub(super) tool: Tool,
    /// Files and folders that are compiled.
    inputs: Vec<String>,
    /// The file or folder that is written.
    output: String,
    /// A module whose only export is its default hands that out in place of an object.
    pub(super) replaces: bool,
    /// `import x from` CommonJS gives all of `module.exports` in the output already.
    pub(super) as_node: bool,
    /// It reads names of exports in quotes.
    quotes: bool,
    /// It wrote ES modules already, beside CommonJS.
    pub(super) both: bool,
}

/// What compiles or bundles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Babel,
    Swc,
    Esbuild,
    Tsup,
    Rollup,
}

/// The edits of settings files.
type Edited = Vec<(Held, Edits)>;

impl Build {
    /// The one build of `package`, if the next text of all its settings is certain.
    pub(super) fn of(package: &Package) -> Option<Self> {
        let (mut changes, mut findings) = (Vec::new(), Vec::new());
        let settings = Settings { package, changes: &mut changes, findings: &mut findings };
        let mut found = [Tool::Babel, Tool::Swc, Tool::Esbuild, Tool::Tsup, Tool::Rollup]
            .into_iter()
            .filter_map(|tool| read(&settings, tool));
        let (build, _) = found.next()?;
        let only = found.next().is_none() && !command::runs_others(package, build.tool);
        (only && offered::by(package, &build)).then_some(build)
    }

    /// Writes the settings with which it makes ES modules.
    pub(super) fn configure(&self, settings: &mut Settings<'_>) {
        let Some((_, edited)) = read(settings, self.tool) else { return };
        for (held, edits) in edited {
            settings.write(&held, edits);
        }
    }

    /// The file at `path` is compiled.
    pub(super) fn compiles(&self, path: &str) -> bool {
        self.inputs.iter().any(|input| is_inside(path, input))
    }

    /// The script at `path` is written for this build: compiled, or run beside what is.
    pub(super) fn turns(&self, package: &Package, path: &str) -> bool {
        let folder = |input: &str| input.rsplit_once('/').map_or(String::new(), |it| it.0.into());
        let bundled = |input: &String| {
            let folder = folder(input);
            self.bundles() && !folder.is_empty() && is_inside(path, &folder)
        };
        let compiled = self.compiles(path) || self.inputs.iter().any(bundled);
        let hooked = HOOKS.iter().any(|it| depends(package, it));
        let tested = is_test(path) && hooked && !super::runner::keeps_interop(package);
        let written = is_inside(path, &self.output);
        extension(path) == "js" && (compiled || tested || self.is_settings(path)) && !written
    }

    /// A script that tells it what to do.
    fn is_settings(&self, path: &str) -> bool {
        self.tool == Tool::Rollup && path == "rollup.config.js"
    }

    /// It can build a module that gives `require` something else than its namespace.
    pub(super) fn can_replace(&self) -> bool {
        self.quotes
    }

    /// It reads nothing newer than ES2019.
    pub(super) fn is_old(&self) -> bool {
        self.tool == Tool::Babel && !self.quotes
    }

    /// Jest gets CommonJS from the same compiler, whatever the build writes.
    pub(super) fn compiles_tests(&self, package: &Package) -> bool {
        match self.tool {
            Tool::Babel => babel::compiles_in_tests(package),
            // It tells SWC which modules it loads (<https://swc.rs/docs/usage/jest>).
            Tool::Swc => depends(package, "@swc/jest"),
            _ => false,
        }
    }

    /// Several sources become one file.
    pub(super) fn bundles(&self) -> bool {
        !matches!(self.tool, Tool::Babel | Tool::Swc)
    }

    /// The file at `target` is what the source at `path` becomes.
    pub(super) fn writes(&self, path: &str, target: &str) -> bool {
        let Some((stem, _)) = path.rsplit_once('.') else { return false };
        let target = target.strip_suffix(".js").unwrap_or(target);
        let output = self.output.strip_suffix(".js").unwrap_or(&self.output);
        let name = stem.rsplit('/').next().unwrap_or(stem);
        self.inputs.iter().any(|input| match path.strip_prefix(input.as_str()) {
            Some("") => target == output || target == format!("{output}/{name}"),
            Some(rest) if rest.starts_with('/') => {
                target == format!("{output}{}", &stem[input.len()..])
                    // Where SWC is not told to leave out the first folder.
                    || (self.tool == Tool::Swc && target == format!("{output}/{stem}"))
            }
            _ => false,
        })
    }
}

fn read(settings: &Settings<'_>, tool: Tool) -> Option<(Build, Edited)> {
    match tool {
        Tool::Babel => babel::read(settings),
        Tool::Swc => swc::read(settings),
        Tool::Esbuild => esbuild::read(settings),
        Tool::Tsup => tsup::read(settings),
        Tool::Rollup => rollup::read(settings),
    }
}

/// What compiles tests while they are loaded.
const HOOKS: [&str; 8] = [
    "@babel/register",
    "@babel/node",
    "babel-register",
    "babel-cli",
    "@swc/register",
    "@swc-node/register",
    "esbuild-register",
    "tsx",
];

pub(super) fn is_test(path: &str) -> bool {
    let in_folder = |it: &str| matches!(it, "test" | "tests" | "__tests__" | "spec" | "specs");
    path.split('/').any(in_folder) || path.contains(".test.") || path.contains(".spec.")
}

/// `path` is `folder`, or lies in it.
fn is_inside(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
