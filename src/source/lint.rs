//! `ESLint` parses files as scripts unless its settings say that they are modules: these follow
//! (<https://eslint.org/docs/latest/use/configure/language-options>).

mod shared;
mod yaml;

use globset::GlobBuilder;
use oxc_span::Span;

use super::{
    object::{self, Object, Value},
    project,
    settings::{Held, Settings},
};
use crate::{
    change::Change,
    edit::Edits,
    find::{Package, extension},
    finding::Finding,
    manifest::{self, Narrowed},
};

/// Where it looks for its settings, in its order, before the flat files of version 9.
const LEGACY: [&str; 7] = [
    ".eslintrc.js",
    ".eslintrc.cjs",
    ".eslintrc.yaml",
    ".eslintrc.yml",
    ".eslintrc.json",
    ".eslintrc",
    "package.json",
];

const FLAT: [&str; 3] = ["eslint.config.js", "eslint.config.mjs", "eslint.config.cjs"];

/// The edition that has `export { x as "module.exports" }` (`ModuleExportName` of ECMA-262).
const EDITION: u32 = 2022;

/// Shared settings that say nothing of how files are parsed; those of plugins may.
const SILENT: [&str; 3] = ["eslint:all", "eslint:recommended", "prettier"];

/// Shared settings that say `module` themselves.
const MODULES: [&str; 6] = ["airbnb", "airbnb-base", "google", "semistandard", "standard", "xo"];

/// Those of them that name an edition from before [`EDITION`].
const BEHIND: [&str; 3] = ["airbnb", "airbnb-base", "google"];

/// Those that did so before version 17.
const ONCE_BEHIND: [&str; 2] = ["semistandard", "standard"];

/// Lets the settings of `package` parse what became modules; `scripts` are the paths that files
/// which stay CommonJS have from now on.
pub(crate) fn lint(
    package: &Package,
    scripts: &[&str],
    changes: &mut Vec<Change>,
    findings: &mut Vec<Finding>,
) {
    let mut settings = Settings { package, changes, findings };
    jshint(&mut settings);
    let files = package.files.iter().map(|it| it.path.as_str());
    let files = files.chain(package.others.iter().map(String::as_str));
    let nested =
        files.filter(|it| it.contains('/') && LEGACY[..6].contains(&manifest::name_of(it)));
    let first = LEGACY.into_iter().find(|it| holds(&settings, it));
    if let Some(path) = first.filter(|_| is_old_linter(package)) {
        let message = "ESLint before 8 cannot parse exports whose names are strings";
        return note(&mut settings, path, message, "Take ESLint 8 or later, then run again");
    }
    for path in first.into_iter().chain(nested) {
        match settings.first(&[path]) {
            Some(Ok(held)) => legacy(&mut settings, &held, Some(path) == first, scripts),
            Some(Err(path)) => plain(&mut settings, &path, Some(path.as_str()) == first),
            None => {}
        }
    }
    for path in FLAT {
        flat(&mut settings, path, scripts);
    }
    let asked = first.into_iter().chain(FLAT).find(|it| settings.text(it).is_some());
    if let Some(path) = asked.filter(|_| reads_attributes(&settings)) {
        attributes(&mut settings, path);
    }
}

/// Some file imports JSON now.
fn reads_attributes(settings: &Settings<'_>) -> bool {
    let reads = |text: &String| {
        ['\'', '"'].iter().any(|it| text.contains(&format!(" with {{ type: {it}json")))
    };
    settings.changes.iter().any(|it| match it {
        Change::Edit { new, .. } | Change::Rename { new, .. } => reads(new),
        _ => false,
    })
}

fn attributes(settings: &mut Settings<'_>, path: &str) {
    let message = "ESLint before 9.14, or with an `ecmaVersion` before 2025, cannot parse the attribute of JSON imports";
    let help = "Take ESLint 9.14 or later, and its default `ecmaVersion`";
    note(settings, path, message, help);
}

fn jshint(settings: &mut Settings<'_>) {
    let message = "JSHint cannot parse exports whose names are strings";
    note(settings, ".jshintrc", message, "Let ESLint look at what became ES modules");
}

/// Tells of a settings file as a whole, if it is there.
fn note(settings: &mut Settings<'_>, path: &str, message: &str, help: &str) {
    if let Some(text) = settings.text(path) {
        settings.findings.push(manifest::source_type(path, &text, Span::empty(0), message, help));
    }
}

/// The version that is asked for is too old for what is written.
fn is_old_linter(package: &Package) -> bool {
    is_before(package, "eslint", ">=8")
}

/// No version of `name` that is asked for is among those of `range`.
fn is_before(package: &Package, name: &str, range: &str) -> bool {
    let fields = ["devDependencies", "dependencies"];
    let asked = fields.iter().find_map(|it| package.fields.get(*it)?.get(name)?.as_str());
    asked.is_some_and(|it| manifest::narrow(it, range) == Narrowed::Empty)
}

fn holds(settings: &Settings<'_>, path: &str) -> bool {
    let text = settings.text(path);
    text.is_some_and(|it| path != "package.json" || it.contains("\"eslintConfig\""))
}

/// What is not edited is told where it stands.
fn tell(settings: &mut Settings<'_>, path: &str) {
    if let Some(text) = settings.text(path) {
        settings.findings.extend(manifest::parsed_as_scripts(path, &text));
    }
}

/// In YAML the scalar changes, and the first file says what it did not; a program is no literal.
fn plain(settings: &mut Settings<'_>, path: &str, is_first: bool) {
    let Some(text) = settings.text(path).filter(|_| !path.ends_with("js")) else {
        return tell(settings, path);
    };
    let object = yaml::object(&text).unwrap_or_default();
    let held = Held { path: path.to_string(), text, object };
    let mut edits = Edits::default();
    for word in manifest::script_words(&held.text) {
        edits.replace(word, "module");
    }
    if is_first && !held.object.properties.is_empty() {
        let wanted = wanted(settings.package, &held.object);
        let at = yaml::key(&held.text, "extends").unwrap_or_default();
        told_of_shared(settings, &held, &wanted, at);
        yaml::write(settings, &held, &wanted, &mut edits);
    }
    settings.write(&held, edits);
}

fn legacy(settings: &mut Settings<'_>, held: &Held, is_first: bool, scripts: &[&str]) {
    let config = match held.path.as_str() {
        "package.json" => held.object.object("eslintConfig"),
        _ => Some(&held.object),
    };
    let Some(config) = config else { return };
    let mut edits = Edits::default();
    if let Some(kind) = config.object("parserOptions").and_then(script) {
        edits.replace(kind.span, held.quoted("module"));
    }
    if is_first {
        let wanted = wanted(settings.package, config);
        let at = config.get("extends").map_or(config.span, |it| it.span);
        told_of_shared(settings, held, &wanted, at);
        write(held, config, &wanted, &mut edits);
    }
    settings.findings.extend(shared::forbids_extensions(held, config));
    let overrides = config.get("overrides").and_then(Value::as_array).unwrap_or_default();
    for it in overrides.iter().filter_map(Value::as_object) {
        if says_more(it) && reach(it, &held.path, scripts) != Reach::Scripts {
            write(held, it, &wanted(settings.package, it), &mut edits);
        }
        part(settings, (held, &mut edits), (it, "parserOptions"), scripts);
    }
    settings.write(held, edits);
}

/// A part of the settings takes in shared settings that may say how files are parsed, after what the
/// file says for all.
fn says_more(part: &Object) -> bool {
    shared(part).is_some_and(|it| !MODULES.contains(&it.as_str()))
}

/// What settings have to say so that all files are modules of an edition that has what they need.
#[derive(Default)]
struct Wanted {
    /// Options that are to be added; the values are words or numbers.
    missing: Vec<(&'static str, String)>,
    /// Shared settings that nothing is known of, and that may say so themselves.
    unknown: Option<String>,
    /// The linter knows the word for the `latest` edition.
    latest: bool,
}

/// With the word for the `latest` edition shared settings need not be known.
fn wanted(package: &Package, config: &Object) -> Wanted {
    // That word came with the version before which names in quotes are errors.
    let latest = project::is_from(package, "eslint", "8.0.0");
    let mut wanted = Wanted { latest, ..Wanted::default() };
    let own = config.object("parserOptions");
    // Other parsers than ESLint's own read modules and the newest syntax by themselves.
    let has_parser = config.get("parser").or_else(|| own?.get("parser")).is_some();
    if has_parser || (own.is_none() && config.get("parserOptions").is_some()) {
        return wanted;
    }
    let edition = own.and_then(|it| it.get("ecmaVersion"));
    let says = own.is_some_and(|it| it.get("sourceType").is_some());
    let shared = shared(config);
    let unknown = shared.clone().filter(|it| !MODULES.contains(&it.as_str()));
    if unknown.is_some() && (says || !latest) {
        wanted.unknown = unknown.filter(|_| !says);
        return wanted;
    }
    let is_behind = shared.as_deref().is_none_or(|it| is_behind(package, it));
    if edition.is_none() && unknown.is_some() {
        wanted.missing.push(("ecmaVersion", "latest".to_string()));
    } else if edition.is_none() && is_behind && !knows_edition(config) {
        wanted.missing.push(("ecmaVersion", EDITION.to_string()));
    }
    if !says && (shared.is_none() || unknown.is_some()) {
        wanted.missing.push(("sourceType", "module".to_string()));
    }
    wanted.unknown = unknown;
    wanted
}

fn is_behind(package: &Package, shared: &str) -> bool {
    let name = format!("eslint-config-{shared}");
    BEHIND.contains(&shared) || (ONCE_BEHIND.contains(&shared) && is_before(package, &name, ">=17"))
}

fn told_of_shared(settings: &mut Settings<'_>, held: &Held, wanted: &Wanted, at: Span) {
    let Some(name) = &wanted.unknown else { return };
    let (message, help) = if wanted.latest {
        let message = format!("ESLint parses files as modules now, whatever `{name}` says");
        (message, "Run it: what is there for scripts alone may have to go".to_string())
    } else {
        let message = format!("ESLint parses files as scripts unless `{name}` says otherwise");
        let options = format!("ecmaVersion: {EDITION}, sourceType: 'module'");
        (message, format!("Set `parserOptions: {{ {options} }}`"))
    };
    settings.findings.push(manifest::source_type(&held.path, &held.text, at, &message, &help));
}

fn write(held: &Held, config: &Object, wanted: &Wanted, edits: &mut Edits) {
    let own = config.object("parserOptions");
    let edition = own.and_then(|it| it.get("ecmaVersion"));
    if let Some(edition) = edition.filter(|it| is_old(held.slice(it.span))) {
        edits.replace(edition.span, EDITION.to_string());
    }
    let value = |it: &String| if it.parse::<u32>().is_ok() { it.clone() } else { held.quoted(it) };
    let missing: Vec<_> = wanted.missing.iter().map(|(name, it)| (*name, value(it))).collect();
    add_options(held, config, &missing, edits);
}

fn add_options(held: &Held, config: &Object, missing: &[(&str, String)], edits: &mut Edits) {
    if missing.is_empty() {
        return;
    }
    if let Some(own) = config.object("parserOptions") {
        own.add(&held.text, edits, &[], missing);
    } else {
        let inside = missing
            .iter()
            .map(|(name, value)| format!("{}: {value}", config.key(&held.text, name)));
        let inside = inside.collect::<Vec<_>>().join(", ");
        config.add(
            &held.text,
            edits,
            &["root", "extends", "env"],
            &[("parserOptions", format!("{{ {inside} }}"))],
        );
    }
}

/// The first shared settings that may say how files are parsed.
fn shared(config: &Object) -> Option<String> {
    let extends = config.get("extends")?;
    let one = std::slice::from_ref(extends);
    let list = extends.as_array().unwrap_or(one).iter();
    let name = |it: &Value| {
        it.as_str().map_or("extends".to_string(), |it| it.replace("eslint-config-", ""))
    };
    list.map(name).find(|it| !SILENT.contains(&it.as_str()))
}

/// An environment of an edition also sets it.
fn knows_edition(config: &Object) -> bool {
    let list = config.object("env").map_or(&[][..], |it| &it.properties);
    let years = list.iter().filter_map(|it| it.name.strip_prefix("es")?.parse::<u32>().ok());
    years.max().is_some_and(|year| year >= EDITION)
}

/// Editions are numbers, or years from 2015 on.
fn is_old(edition: &str) -> bool {
    let number = edition.parse::<u32>().ok();
    number.is_some_and(|it| if it < 2015 { it + 2009 < EDITION } else { it < EDITION })
}

/// The value by which files are scripts.
fn script(options: &Object) -> Option<&Value> {
    options.get("sourceType").filter(|it| matches!(it.as_str(), Some("script" | "commonjs")))
}

/// What a part of the settings is for.
#[derive(PartialEq)]
enum Reach {
    Modules,
    Scripts,
    Both,
}

fn reach(config: &Object, path: &str, scripts: &[&str]) -> Reach {
    let all = if scripts.is_empty() { Reach::Modules } else { Reach::Both };
    let Some(files) = config.get("files") else { return all };
    let one = std::slice::from_ref(files);
    let globs: Option<Vec<&str>> =
        files.as_array().unwrap_or(one).iter().map(Value::as_str).collect();
    let Some(globs) = globs else { return Reach::Both };
    if globs.iter().all(|it| extension(it) == "cjs") {
        return Reach::Scripts;
    }
    let base = manifest::folder_of(path);
    let matches = |glob: &str, script: &str| {
        let local = script.strip_prefix(base).map_or(script, |it| it.trim_start_matches('/'));
        let path = if glob.contains('/') { local } else { manifest::name_of(local) };
        let glob = GlobBuilder::new(glob.trim_start_matches("./")).literal_separator(true).build();
        glob.map_or(true, |it| it.compile_matcher().is_match(path))
    };
    let is_met = |script: &&str| globs.iter().any(|glob| matches(glob, script));
    if scripts.iter().any(is_met) { Reach::Both } else { Reach::Modules }
}

/// Writes that what `config` is for are modules, or tells where the file says that they are none.
fn part(
    settings: &mut Settings<'_>,
    (held, edits): (&Held, &mut Edits),
    (config, options): (&Object, &str),
    scripts: &[&str],
) {
    let Some(kind) = config.object(options).and_then(script) else { return };
    match reach(config, &held.path, scripts) {
        Reach::Modules => edits.replace(kind.span, held.quoted("module")),
        Reach::Both => {
            let word = kind.span.shrink(1);
            settings.findings.push(manifest::as_script(&held.path, &held.text, word));
        }
        Reach::Scripts => {}
    }
}

/// Scripts are only those files of which it is said, and `.cjs`.
fn flat(settings: &mut Settings<'_>, path: &str, scripts: &[&str]) {
    let Some(text) = settings.text(path) else { return };
    let objects = object::all_of_script(path, &text, "languageOptions");
    let held = Held { path: path.to_string(), text, object: Object::default() };
    let mut edits = Edits::default();
    for it in &objects {
        let options = it.object("languageOptions");
        let edition = options.and_then(|it| it.get("ecmaVersion"));
        if let Some(edition) = edition.filter(|it| is_old(held.slice(it.span))) {
            edits.replace(edition.span, EDITION.to_string());
        }
        part(settings, (&held, &mut edits), (it, "languageOptions"), scripts);
    }
    settings.findings.extend(shared::taken_in(&held));
    settings.write(&held, edits);
}
