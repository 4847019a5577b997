//! Bundlers whose settings are programs, or which write two formats: what a person has to change so that
//! one build of ES modules comes out.

use oxc_span::Span;
use serde_json::Value;

use crate::{
    find::Package,
    source::{flip::Stays, project::runs, settings::original},
};

/// A bundler, its settings, and the words by which they ask for CommonJS and for ES modules.
struct Bundler {
    command: &'static str,
    settings: &'static [&'static str],
    common_js: &'static [&'static str],
    modules: &'static [&'static str],
    /// What to write instead of the words.
    help: &'static str,
}

const CJS: &[&str] = &["'cjs'", "\"cjs\"", "'commonjs'", "\"commonjs\""];
const ESM: &[&str] = &["'esm'", "\"esm\"", "'es'", "\"es\"", "'module'", "\"module\""];

const BUNDLERS: &[Bundler] = &[
    Bundler {
        command: "tsup",
        settings: &[
            "tsup.config.ts",
            "tsup.config.js",
            "tsup.config.mjs",
            "tsup.config.cjs",
            "package.json",
        ],
        common_js: CJS,
        modules: ESM,
        help: "Write `format: ['esm']`",
    },
    Bundler {
        command: "tsdown",
        settings: &[
            "tsdown.config.ts",
            "tsdown.config.mts",
            "tsdown.config.js",
            "tsdown.config.mjs",
            "package.json",
        ],
        common_js: CJS,
        modules: ESM,
        help: "Write `format: 'esm'`",
    },
    Bundler {
        command: "unbuild",
        settings: &["build.config.ts", "build.config.js", "build.config.mjs"],
        common_js: &["emitCJS: true"],
        modules: &["emitCJS: true"],
        help: "Take `emitCJS: true` out",
    },
    Bundler {
        command: "rollup",
        settings: &[
            "rollup.config.js",
            "rollup.config.mjs",
            "rollup.config.cjs",
            "rollup.config.ts",
        ],
        common_js: CJS,
        modules: ESM,
        help: "Leave the output of ES modules, `format: 'es'`",
    },
];

/// Where the bundler of the package is told to write CommonJS, and what to write there.
pub(in crate::source) fn stays(package: &Package) -> Option<Stays> {
    let used = BUNDLERS.iter().filter(|it| runs(package, &[it.command]));
    used.into_iter().find_map(|it| {
        let texts = it.settings.iter().filter_map(|path| Some((*path, original(package, path)?)));
        let (path, text, at) = texts.into_iter().find_map(|(path, text)| {
            let from = if path == "package.json" {
                text.find(&format!("\"{}\": {{", it.command))?
            } else {
                0
            };
            let at = it.common_js.iter().find_map(|word| text[from..].find(word))?;
            Some((path, text, from + at))
        })?;
        let both = it.modules.iter().any(|word| text.contains(word));
        let message = if both {
            format!("{} builds the package as CommonJS and as ES modules", it.command)
        } else {
            format!("{} builds the package as CommonJS", it.command)
        };
        let mut stays = Stays::new(path, "source-build", &message, &help(package, it));
        stays.span = Span::empty(u32::try_from(at).ok()?);
        Some(stays)
    })
}

fn help(package: &Package, bundler: &Bundler) -> String {
    let built = match offered(package) {
        Some(path) => format!("`{path}` alone, or what it is called then"),
        None => "what it writes then".to_string(),
    };
    format!(
        "{}, say `\"type\": \"module\"`, let `main` and `exports` name {built}, and run again: `require` loads ES modules now",
        bundler.help
    )
}

/// The ES module that the manifest offers.
fn offered(package: &Package) -> Option<&str> {
    let field = |name: &str| package.fields.get(name);
    let root = field("exports").map(|it| it.get(".").unwrap_or(it));
    let import = root.and_then(|it| it.get("import"));
    let import = import.map(|it| it.get("default").unwrap_or(it));
    import.or(field("module")).or(field("main")).and_then(Value::as_str)
}
