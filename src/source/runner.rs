//! Test runners and bundlers that find TypeScript behind a specifier in `.js` only when told.

use super::{
    project::depends,
    settings::{Held, Settings},
};
use crate::{
    edit::Edits,
    find::{Package, extension},
    manifest::COMPILERS,
};

/// The rule by which Jest finds a source behind `./name.js`
/// (<https://kulshekhar.github.io/ts-jest/docs/guides/esm-support>).
const MAPPED: (&str, &str) = (r"^(\\.{1,2}/.*)\\.js$", "$1");

/// Makes them find what the specifiers mean now.
pub(super) fn follow(settings: &mut Settings<'_>) {
    // Without any of these it runs what was built.
    let runs = ["jest", "ts-jest"].iter().any(|it| depends(settings.package, it));
    if runs && COMPILERS.iter().any(|it| depends(settings.package, it)) {
        jest(settings);
    }
    if depends(settings.package, "webpack") {
        webpack(settings);
    }
}

/// Tests run what a compiler makes CommonJS of, in whose manner they import it.
pub(super) fn keeps_interop(package: &Package) -> bool {
    ["jest", "babel-jest", "ts-jest", "vitest"].iter().any(|it| depends(package, it))
}

/// `ts-jest` checks the types of what it compiles to CommonJS.
pub(super) fn checks_types(package: &Package) -> bool {
    depends(package, "ts-jest")
}

/// Jest runs tests, of which a compiler makes CommonJS for it.
pub(super) fn in_jest(package: &Package) -> bool {
    ["jest", "babel-jest", "ts-jest", "@swc/jest"].iter().any(|it| depends(package, it))
}

/// Where Jest looks for its settings (<https://jestjs.io/docs/configuration>).
pub(super) const JEST: [&str; 7] = [
    "jest.config.js",
    "jest.config.cjs",
    "jest.config.mjs",
    "jest.config.json",
    "jest.config.ts",
    "jest.config.mts",
    "jest.config.cts",
];

fn jest(settings: &mut Settings<'_>) {
    let held = match settings.first(&JEST) {
        Some(Ok(held)) => held,
        Some(Err(path)) => return tell_jest(settings, &path),
        None => return jest_of_manifest(settings),
    };
    let mut edits = Edits::default();
    map(&held, &held.object, &mut edits);
    settings.write(&held, edits);
}

fn tell_jest(settings: &mut Settings<'_>, path: &str) {
    if settings.text(path).is_some_and(|text| text.contains(MAPPED.0)) {
        return;
    }
    let help = format!("Add `moduleNameMapper: {{ '{}': '{}' }}`", MAPPED.0, MAPPED.1);
    settings.tell(path, "Jest does not find TypeScript behind specifiers in `.js`", help);
}

fn jest_of_manifest(settings: &mut Settings<'_>) {
    let Some(Ok(held)) = settings.first(&["package.json"]) else { return };
    let mut edits = Edits::default();
    match held.object.get("jest") {
        None => {
            let rule = format!("{{\n    {}\n  }}", mapper("\"", "    "));
            held.object.set(&held.text, &mut edits, "jest", &rule);
        }
        Some(value) => match value.as_object() {
            Some(jest) => map(&held, jest, &mut edits),
            None => return,
        },
    }
    settings.write(&held, edits);
}

/// Adds the rule, unless some rule takes `.js` off already.
fn map(held: &Held, jest: &super::object::Object, edits: &mut Edits) {
    let quote =
        if extension(&held.path) == "json" || held.text.contains("\": ") { "\"" } else { "'" };
    let (from, to) = (format!("{quote}{}{quote}", MAPPED.0), format!("{quote}{}{quote}", MAPPED.1));
    match jest.get("moduleNameMapper") {
        None => {
            let rule = format!("{{ {from}: {to} }}");
            jest.set(&held.text, edits, "moduleNameMapper", &rule);
        }
        Some(value) => {
            let Some(rules) = value.as_object() else { return };
            let strips = |name: &str| name.contains(r"\.js$") || name.contains(r"\.js)$");
            if !rules.properties.iter().any(|it| strips(&it.name)) {
                let name = from.trim_matches(['"', '\'']);
                rules.set(&held.text, edits, name, &to);
            }
        }
    }
}

fn mapper(quote: &str, indent: &str) -> String {
    let (from, to) = MAPPED;
    let rule = format!("{indent}  {quote}{from}{quote}: {quote}{to}{quote}");
    format!("{quote}moduleNameMapper{quote}: {{\n{rule}\n{indent}}}")
}

const WEBPACK: [&str; 4] =
    ["webpack.config.js", "webpack.config.cjs", "webpack.config.mjs", "webpack.config.ts"];

/// <https://webpack.js.org/configuration/resolve/#resolveextensionalias>
fn webpack(settings: &mut Settings<'_>) {
    let alias = "{ '.js': ['.ts', '.tsx', '.js'] }";
    let held = match settings.first(&WEBPACK) {
        Some(Ok(held)) => held,
        Some(Err(path)) => {
            let help = format!("Add `resolve: {{ extensionAlias: {alias} }}`");
            let message = "webpack does not find TypeScript behind specifiers in `.js`";
            return settings.tell(&path, message, help);
        }
        None => return,
    };
    let mut edits = Edits::default();
    match held.object.get("resolve").map(super::object::Value::as_object) {
        None => {
            let text = format!("{{ extensionAlias: {alias} }}");
            held.object.set(&held.text, &mut edits, "resolve", &text);
        }
        Some(Some(resolve)) if resolve.get("extensionAlias").is_none() => {
            resolve.set(&held.text, &mut edits, "extensionAlias", alias);
        }
        Some(_) => return,
    }
    settings.write(&held, edits);
}
