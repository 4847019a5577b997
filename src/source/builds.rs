//! Builds that would write CommonJS over ES modules: their settings stay, and what to change is told.

mod bundlers;
mod pair;

use oxc_span::Span;

use super::{compiler, project::runs, settings::original};
use crate::{
    find::Package,
    finding::{Finding, Severity},
};

pub(super) use bundlers::stays;
pub(super) use pair::Pair;

/// A compiler, where its settings are, and which words of them make it write CommonJS.
struct Build {
    command: &'static str,
    settings: &'static [&'static str],
    /// With what to write instead.
    words: &'static [(&'static str, &'static str)],
    /// What to do where the settings ask for ES modules, too.
    both: Option<&'static str>,
}

const BABEL: &[(&str, &str)] = &[
    (
        "transform-modules-commonjs",
        "Take the plugin `@babel/plugin-transform-modules-commonjs` out, then build again",
    ),
    (
        "add-module-exports",
        "Take the plugin `add-module-exports` out, end the entry with `export { name as default, name as 'module.exports' }`, and build again",
    ),
    ("preset-env", "Give `@babel/preset-env` the option `\"modules\": false`, then build again"),
    ("\"env\"", "Give the preset `env` the option `\"modules\": false`, then build again"),
    ("airbnb", "Give the preset `airbnb` the option `\"modules\": false`, then build again"),
    ("@babel/env", "Give `@babel/env` the option `\"modules\": false`, then build again"),
];

const FORMAT: &[(&str, &str)] = &[
    ("'cjs'", "Write `'esm'` for the format, then build again"),
    ("\"cjs\"", "Write `\"esm\"` for the format, then build again"),
    ("'commonjs'", "Write `'esm'` for the format, then build again"),
];

const TSC: &[(&str, &str)] = &[
    (
        "\"commonjs\"",
        "Write `\"nodenext\"` for the module, complete the specifiers of the sources, and build again",
    ),
    (
        "\"CommonJS\"",
        "Write `\"NodeNext\"` for the module, complete the specifiers of the sources, and build again",
    ),
];

/// Words that ask for ES modules.
const MODULES: [&str; 4] = ["'esm'", "\"esm\"", "'es'", "\"es\""];

const BUILDS: &[Build] = &[
    Build {
        command: "babel",
        settings: &[
            ".babelrc",
            ".babelrc.json",
            "babel.config.json",
            ".babelrc.js",
            ".babelrc.cjs",
            "babel.config.js",
            "babel.config.cjs",
            "package.json",
        ],
        words: BABEL,
        both: None,
    },
    Build { command: "tsc", settings: &["tsconfig.json"], words: TSC, both: None },
    Build {
        command: "swc",
        settings: &[".swcrc"],
        words: &[("\"commonjs\"", "Write `\"module\": { \"type\": \"es6\" }`, then build again")],
        both: None,
    },
    Build {
        command: "rollup",
        settings: &["rollup.config.js", "rollup.config.cjs", "rollup.config.ts"],
        words: FORMAT,
        both: Some(
            "Leave the output with `format: 'es'`, write the `main` of the manifest for its `file`, and build again",
        ),
    },
    Build {
        command: "tsup",
        settings: &["tsup.config.ts", "tsup.config.js"],
        words: FORMAT,
        both: Some(
            "Write `format: ['esm']`, let the manifest name the `.js` that it writes alone, and build again",
        ),
    },
    Build {
        command: "tsdown",
        settings: &["tsdown.config.ts", "tsdown.config.js"],
        words: FORMAT,
        both: Some(
            "Write `format: 'esm'`, let the manifest name the one file that it writes, and build again",
        ),
    },
];

/// What has to change before the next build of a package whose scripts are ES modules now.
pub(crate) fn told(package: &Package) -> Vec<Finding> {
    let used = BUILDS.iter().filter(|it| runs(package, &[it.command]));
    let mut told: Vec<Finding> = used
        .filter_map(|build| {
            let named = |path: &&'static str| Some((*path, original(package, path)?));
            let (path, text) = build.settings.iter().find_map(named)?;
            let (at, help) = place(build, path, &text)?;
            let message = "The next build would write CommonJS over the ES modules";
            let finding = Finding::of_file(Severity::Note, "source-build", path, message, help);
            Some(finding.at(&text, Span::empty(at)))
        })
        .collect();
    told.extend(told_by_script(package));
    told
}

/// The same of a script that tells TypeScript so itself.
fn told_by_script(package: &Package) -> Option<Finding> {
    let (script, _) = compiler::kinds(package).find(|(_, kind)| kind == "commonjs")?;
    let message = format!("The script `{script}` would write CommonJS over the ES modules");
    let help =
        "Write `nodenext` for the module, complete the specifiers of the sources, and build again";
    Some(Finding::of_file(Severity::Note, "source-build", "package.json", message, help))
}

/// Where the first of the words stands, unless modules stay as they are already.
fn place(build: &Build, path: &str, text: &str) -> Option<(u32, &'static str)> {
    let from = if path == "package.json" { text.find("\"babel\": {")? } else { 0 };
    let plain: String = text[from..].chars().filter(|it| !it.is_whitespace()).collect();
    if plain.contains("\"modules\":false") || plain.contains("modules:false") {
        return None;
    }
    build.words.iter().find_map(|(word, help)| {
        let at = from + text[from..].find(word)?;
        let modules = MODULES.iter().any(|it| text.contains(it));
        let help = build.both.filter(|_| modules).unwrap_or(help);
        Some((u32::try_from(at).ok()?, help))
    })
}
