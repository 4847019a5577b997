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
    /// What to do where the words do not stand as usual.
    help: &'static str,
    /// How a list of formats, or one, asks for ES modules alone; `None` where others say it.
    format: Option<&'static str>,
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
        format: Some("esm"),
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
        format: Some("esm"),
    },
    Bundler {
        command: "unbuild",
        settings: &["build.config.ts", "build.config.js", "build.config.mjs"],
        common_js: &["emitCJS: true"],
        modules: &["emitCJS: true"],
        help: "Take `emitCJS: true` out",
        format: None,
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
        format: Some("es"),
    },
];

/// Where the bundler of the package is told to write CommonJS, and what to write there.
pub(in crate::source) fn stays(package: &Package) -> Option<Stays> {
    let used = BUNDLERS.iter().filter(|it| runs(package, &[it.command]));
    used.into_iter().find_map(|it| {
        let texts = it.settings.iter().filter_map(|path| Some((*path, original(package, path)?)));
        let (path, text, (at, word)) = texts.into_iter().find_map(|(path, text)| {
            let from = if path == "package.json" {
                text.find(&format!("\"{}\": {{", it.command))?
            } else {
                0
            };
            let found = |word: &&'static str| Some((from + text[from..].find(*word)?, *word));
            let at = it.common_js.iter().find_map(found)?;
            Some((path, text, at))
        })?;
        let both = it.modules.iter().any(|word| text.contains(word));
        let message = if both {
            format!("{} builds the package as CommonJS and as ES modules", it.command)
        } else {
            format!("{} builds the package as CommonJS", it.command)
        };
        let first = change(it, &text, at, word).unwrap_or_else(|| it.help.to_string());
        let mut stays = Stays::new(path, "source-build", &message, &help(package, &first));
        stays.span = Span::empty(u32::try_from(at).ok()?);
        Some(stays)
    })
}

/// The text around `word` at `at`, and what to write for it.
fn change(bundler: &Bundler, text: &str, at: usize, word: &str) -> Option<String> {
    let new = bundler.format?;
    let end = at + word.len();
    let start = text[..at].rfind("format")?;
    let start = if text[..start].ends_with('"') { start - 1 } else { start };
    let (before, quote) = (&text[start..at], &word[..1]);
    let formats = before.split_once(':')?.1.trim_start();
    let is_list = formats.starts_with('[');
    let plain = |it: char| it.is_whitespace() || it.is_alphanumeric() || "[,'\"".contains(it);
    if !formats.chars().all(plain) {
        return None;
    }
    let both = bundler.modules.iter().any(|it| text.contains(it));
    if both && !is_list {
        return Some(format!("Take the output `{}` out", output(text, start, end)?));
    }
    let list_end = if is_list { end + text[end..].find(']')? + 1 } else { end };
    let old = &text[start..list_end];
    let name = &before[..before.len() - formats.len()];
    let brackets = if is_list { ("[", "]") } else { ("", "") };
    let new = format!("{name}{}{quote}{new}{quote}{}", brackets.0, brackets.1);
    (!old.contains('\n')).then(|| format!("Write `{new}` for `{old}`"))
}

/// The object around these places, on one line.
fn output(text: &str, start: usize, end: usize) -> Option<&str> {
    let open = text[..start].rfind('{')?;
    let close = end + text[end..].find('}')? + 1;
    Some(&text[open..close]).filter(|it| !it.contains('\n') && it.matches('{').count() == 1)
}

fn help(package: &Package, first: &str) -> String {
    let built = match offered(package) {
        Some(path) => format!("`{path}` alone, or what it is called then"),
        None => "what it writes then".to_string(),
    };
    format!(
        "{first}, say `\"type\": \"module\"`, let `main` and `exports` name {built}, and run again: `require` loads ES modules now"
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
