//! Whether a package whose sources TypeScript compiles to CommonJS becomes one of ES modules, and
//! what its settings must say then.

use oxc_span::Span;
use serde_json::Value;

use super::{
    Sources,
    build::Build,
    builds,
    compiler::{self, is_node},
    object::Object,
    project::major,
    settings::{Held, Settings},
    ts_jest,
};
use crate::{
    edit::Edits,
    find::{Package, extension},
    finding::{Finding, Severity},
    graph::is_development,
};

/// What the compiler writes for `.ts` of a package of ES modules.
const MODULE: &str = "\"nodenext\"";

/// Why the sources stay what they are.
#[derive(Debug)]
pub(crate) struct Stays {
    pub(super) file: String,
    pub(super) span: Span,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

impl Stays {
    pub(super) fn new(file: &str, code: &'static str, message: &str, help: &str) -> Self {
        let (file, message, help) = (file.to_string(), message.to_string(), help.to_string());
        Self { file, span: Span::empty(0), code, message, help }
    }

    /// The same as a finding.
    pub(crate) fn finding(&self, package: &Package) -> Finding {
        let finding =
            Finding::of_file(Severity::Keep, self.code, &self.file, &self.message, &self.help);
        match super::settings::original(package, &self.file) {
            Some(text) => finding.at(&text, self.span),
            None => finding,
        }
    }
}

/// The package has sources, and Node takes what is made of them for CommonJS.
pub(crate) fn concerns(package: &Package) -> bool {
    let is_module = package.fields.get("type").and_then(Value::as_str) == Some("module");
    let is_source = |path: &str| {
        matches!(extension(path), "ts" | "tsx")
            && !is_development(path)
            && !path.contains("test-d.")
    };
    let compiled = || Build::of(package).is_some();
    !is_module && (package.sources.iter().any(|it| is_source(&it.path)) || compiled())
}

/// Whether TypeScript alone makes the package from its sources, with settings that can be edited.
pub(super) fn recognize(package: &Package, sources: &Sources) -> Result<(), Stays> {
    if sources.build.is_some() {
        return Ok(());
    }
    let settings: Vec<&str> = tsconfigs(package).collect();
    if !settings.contains(&"tsconfig.json") {
        if let Some(stays) = builds::stays(package) {
            return Err(stays);
        }
        let message = "Nothing here tells how the sources are compiled";
        let help =
            "Migrate the settings by hand, or add the `tsconfig.json` that builds the package";
        return Err(Stays::new("package.json", "source-build", message, help));
    }
    let by_compiler = compiler::by_scripts(package) || compiler::by_settings(package);
    if sources.project.bundles || !by_compiler {
        if let Some(stays) = builds::stays(package) {
            return Err(stays);
        }
        let message = "Something else than TypeScript alone builds the package";
        let help = "Let the build write ES modules, say `\"type\": \"module\"`, then run again";
        return Err(Stays::new("package.json", "source-build", message, help));
    }
    match builds::Pair::of(package) {
        Some(pair) if !pair.can_stay(package) => Err(pair.stays(package)),
        _ => Ok(()),
    }
}

pub(super) fn tsconfigs(package: &Package) -> impl Iterator<Item = &str> {
    let json = package.files.iter().map(|it| it.path.as_str());
    json.filter(|it| {
        let name = it.rsplit('/').next().unwrap_or(it);
        name.starts_with("tsconfig") && extension(name) == "json"
    })
}

pub(super) fn module_of(package: &Package, path: &str) -> Option<String> {
    let object = super::object::of_json(&package.file(path)?.text)?;
    Some(object.object("compilerOptions")?.string("module")?.to_ascii_lowercase())
}

/// Writes the settings of TypeScript and of those who run it.
pub(super) fn configure(settings: &mut Settings<'_>, sources: &Sources) {
    let package = settings.package;
    if let Some(build) = &sources.build {
        build.configure(settings);
        if package.sources.is_empty() || sources.keeps_settings(package) {
            return;
        }
    }
    let mut found = false;
    for path in tsconfigs(package).map(str::to_string).collect::<Vec<_>>() {
        let Some(Ok(held)) = settings.first(&[&path]) else { continue };
        let Some(options) = held.object.object("compilerOptions") else { continue };
        let mut edits = Edits::default();
        let module = options.string("module").map(str::to_ascii_lowercase);
        if let Some(value) = &module {
            found = true;
            if !is_node(value) {
                options.set(&held.text, &mut edits, "module", MODULE);
            }
        }
        resolution(options, &held.text, &mut edits);
        interop(&held, options, &mut edits);
        settings.write(&held, edits);
    }
    compiler::follow(settings);
    let inherited =
        package.sources.first().and_then(|it| sources.project.option(&it.path, "module"));
    if !found && !inherited.and_then(Value::as_str).is_some_and(is_node) {
        let first = package.sources.first();
        let resolution = first.and_then(|it| sources.project.option(&it.path, "moduleResolution"));
        add_module(settings, resolution.is_some());
    }
    // Bundlers have a target of their own, and take this one for theirs.
    if !sources.build.as_ref().is_some_and(Build::bundles) {
        target(settings, sources);
    }
    ts_jest::follow(settings, sources.imports_json());
}

/// Without a target, TypeScript before its sixth version writes ES5, and under `nodenext` what is
/// newest, in which the `length` of functions is another
/// (<https://www.typescriptlang.org/tsconfig/#target>).
fn target(settings: &mut Settings<'_>, sources: &Sources) {
    let package = settings.package;
    let said =
        package.sources.iter().any(|it| sources.project.option(&it.path, "target").is_some());
    let is_old = major(package, "typescript").is_some_and(|it| it < 6);
    let Some(Ok(held)) = settings.first(&["tsconfig.json"]).filter(|_| is_old && !said) else {
        return;
    };
    let mut edits = Edits::default();
    if let Some(options) = held.object.object("compilerOptions") {
        options.set(&held.text, &mut edits, "target", "\"es5\"");
    }
    settings.write(&held, edits);
}

/// `nodenext` brings its own way of resolving, and any other is an error (TS5110).
fn resolution(options: &Object, text: &str, edits: &mut Edits) {
    let Some(value) = options.string("moduleResolution") else { return };
    if !is_node(value) {
        options.set(text, edits, "moduleResolution", MODULE);
    }
}

/// Node gives a default import to everything, and so do modules in the eyes of the compiler, unless it
/// is told that they do not (TS1192).
fn interop(held: &Held, options: &Object, edits: &mut Edits) {
    for name in ["esModuleInterop", "allowSyntheticDefaultImports"] {
        let value = options.get(name);
        if value.is_some_and(|it| held.slice(it.span) == "false") {
            options.set(&held.text, edits, name, "true");
        }
    }
}

/// Says what nothing in the package says so far.
fn add_module(settings: &mut Settings<'_>, resolves: bool) {
    let Some(Ok(held)) = settings.first(&["tsconfig.json"]) else { return };
    let mut edits = Edits::default();
    let names: &[&str] = if resolves { &["module", "moduleResolution"] } else { &["module"] };
    match held.object.object("compilerOptions") {
        Some(options) if !options.properties.is_empty() => {
            for name in names {
                options.set(&held.text, &mut edits, name, MODULE);
            }
        }
        _ => {
            let all: Vec<String> = names.iter().map(|it| format!("\"{it}\": {MODULE}")).collect();
            let text = format!("{{ {} }}", all.join(", "));
            held.object.set(&held.text, &mut edits, "compilerOptions", &text);
        }
    }
    settings.write(&held, edits);
}

/// What importers of the package will notice, and what is left to do.
pub(super) fn tell(has_default: Option<bool>, findings: &mut Vec<Finding>) {
    let note = |code, message: &str, help: &str| {
        Finding::of_file(Severity::Note, code, "package.json", message, help)
    };
    let message = "The package is made of its sources, which compile to ES modules now";
    findings.push(note("build-again", message, "Build it again, and run its tests"));
    // `export =` keeps both views.
    let Some(has_default) = has_default else { return };
    let message = if has_default {
        "`import x from` this package gives its default export now; Node gave an object with it as `default`"
    } else {
        "`import x from` this package finds no default any more; Node gave the object of all exports"
    };
    let help =
        "Release it as a new major version; compilers and `require` find all names as before";
    findings.push(note("faux-default", message, help));
}
