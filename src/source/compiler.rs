//! The TypeScript that compiles a package: its version, and what scripts tell it about modules.

use oxc_span::Span;
use serde_json::Value;

use super::{
    flip::Stays,
    object::of_json,
    project::{builds, scripts, words},
    settings::{Held, Settings},
};
use crate::{
    edit::Edits,
    find::{Package, installed_version},
};

/// The programs that compile as `tsc` does.
const PROGRAMS: [&str; 2] = ["tsc", "ttsc"];

/// Those, and what works on what they wrote.
const WRITERS: [&str; 3] = ["tsc", "tsc-alias", "ttsc"];

/// What sources need of the compiler once they are ES modules.
pub(super) struct Needs {
    /// They import JSON.
    pub(super) json: bool,
    /// They hand out something else than their namespace.
    pub(super) names: bool,
}

/// Why the sources wait for a newer TypeScript.
pub(super) fn too_old(package: &Package, needs: &Needs) -> Option<Stays> {
    let version = version(package)?;
    let all = [
        ((4, 7), true, "writes no ES modules for Node"),
        ((5, 3), needs.json, "cannot read `with { type: 'json' }`"),
        ((5, 6), needs.names, "cannot read `export { name as \"module.exports\" }`"),
    ];
    let ((major, minor), _, what) =
        all.into_iter().rfind(|(first, is_needed, _)| *is_needed && version < *first)?;
    let message = format!("TypeScript before {major}.{minor} {what}");
    let help = format!("Take TypeScript {major}.{minor} or later, then run again");
    Some(Stays::new("package.json", "source-build", &message, &help))
}

/// Major and minor version: what is installed, or else the newest that the manifest allows.
fn version(package: &Package) -> Option<(u32, u32)> {
    let installed = installed_version(&package.root, "typescript");
    installed.as_deref().and_then(exact).or_else(|| {
        let mut fields = ["devDependencies", "dependencies"].iter();
        let range = fields.find_map(|it| package.fields.get(*it)?.get("typescript")?.as_str())?;
        newest(range)
    })
}

fn exact(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.').map(str::parse::<u32>);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

/// The newest version in `range`, of which no end may be known.
fn newest(range: &str) -> Option<(u32, u32)> {
    let (open, rest) = match range.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, range.trim_start_matches(['~', '=', 'v'])),
    };
    let mut parts = rest.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next().and_then(|it| it.parse().ok()).filter(|_| !open);
    Some((major, minor.unwrap_or(u32::MAX)))
}

/// A word of a script that tells the compiler something about modules.
struct Told<'p> {
    script: &'p str,
    /// Where the word starts in the line.
    at: usize,
    option: &'static str,
    value: &'p str,
}

/// The options for modules in the commands of `package`.
fn told(package: &Package) -> Vec<Told<'_>> {
    let mut found = Vec::new();
    for (script, line) in scripts(package) {
        let mut start = 0;
        for piece in line.split(['&', '|', ';']) {
            let words = positions(piece);
            if words.iter().any(|(_, it)| PROGRAMS.contains(it)) {
                found.extend(words.windows(2).filter_map(|pair| {
                    let option = option(pair[0].1)?;
                    let (at, value) = pair[1];
                    Some(Told { script, at: start + at, option, value })
                }));
            }
            start += piece.len() + 1;
        }
    }
    found
}

fn option(word: &str) -> Option<&'static str> {
    match word {
        "-m" => Some("module"),
        _ => ["module", "moduleResolution"]
            .into_iter()
            .find(|name| word.strip_prefix("--").is_some_and(|it| it.eq_ignore_ascii_case(name))),
    }
}

/// The words of a command, and where each starts.
fn positions(piece: &str) -> Vec<(usize, &str)> {
    let at = |word: &str| word.as_ptr() as usize - piece.as_ptr() as usize;
    piece.split_whitespace().map(|word| (at(word), word)).collect()
}

/// The kinds of modules that commands ask for, in small letters, with the names of their scripts.
pub(super) fn kinds(package: &Package) -> impl Iterator<Item = (&str, String)> {
    let kinds = told(package).into_iter().filter(|it| it.option == "module");
    kinds.map(|it| (it.script, it.value.to_ascii_lowercase()))
}

/// Writes what the compiler needs to write ES modules into the scripts that tell it otherwise.
pub(super) fn follow(settings: &mut Settings<'_>) {
    let Some(Ok(held)) = settings.first(&["package.json"]) else { return };
    let Some(scripts) = held.object.object("scripts") else { return };
    let mut edits = Edits::default();
    for it in told(settings.package).iter().filter(|it| !is_node(it.value)) {
        let Some(line) = scripts.get(it.script) else { continue };
        if line.as_str() != Some(inner(&held, line.span)) {
            continue;
        }
        let start = line.span.start + 1 + it.at as u32;
        edits.replace(Span::sized(start, it.value.len() as u32), "nodenext");
    }
    settings.write(&held, edits);
}

/// The text between the quotes.
fn inner(held: &Held, span: Span) -> &str {
    held.slice(span.shrink(1))
}

/// A script has the compiler write what it makes of the sources, instead of checking types alone.
pub(super) fn by_scripts(package: &Package) -> bool {
    let is_silent = || {
        let text = &package.file("tsconfig.json")?.text;
        let settings = of_json(text)?;
        let value = settings.object("compilerOptions")?.get("noEmit")?;
        Some(value.span.source_text(text) == "true")
    };
    let is_silent = is_silent() == Some(true);
    let mut commands = scripts(package).flat_map(|(_, line)| line.split(['&', '|', ';']));
    commands.any(|command| {
        let words: Vec<&str> = words(command).collect();
        let writes = words.windows(2).any(|it| it == ["--noEmit", "false"]);
        let others = ["-p", "--project", "-b", "--build", "--outDir"];
        let names_others = words.iter().any(|it| others.contains(it));
        words.iter().any(|it| WRITERS.contains(it))
            && (writes || (!words.contains(&"--noEmit") && (!is_silent || names_others)))
    })
}

/// Nothing but the settings tells how the package is built, and with them `tsc` writes what the
/// manifest offers.
pub(super) fn by_settings(package: &Package) -> bool {
    let options = || {
        let settings = of_json(&package.file("tsconfig.json")?.text)?;
        let options = settings.object("compilerOptions")?;
        Some((options.string("outDir")?.to_string(), options.get("noEmit").is_some()))
    };
    let Some((output, false)) = options() else { return false };
    let main = package.fields.get("main").and_then(Value::as_str).unwrap_or("index.js");
    let plain = |path: &str| path.trim_start_matches("./").trim_end_matches('/').to_string();
    let (main, output) = (plain(main), plain(&output));
    let Some(inside) = main.strip_prefix(&format!("{output}/")) else { return false };
    let source = format!("{}.ts", inside.strip_suffix(".js").unwrap_or(inside));
    let is_source =
        |path: &str| path == source || path.split_once('/').is_some_and(|it| it.1 == source);
    is_open(package) && package.sources.iter().any(|it| is_source(&it.path))
}

/// No script builds, and no other tool has settings here.
fn is_open(package: &Package) -> bool {
    let tools = ["gulpfile.", "Gruntfile.", "webpack.config.", "rollup.config.", "vite.config."];
    let of_tool = |path: &str| tools.iter().any(|it| path.starts_with(it));
    !scripts(package).any(|(name, _)| builds(name))
        && !package.files.iter().any(|it| of_tool(&it.path))
        && !package.sources.iter().any(|it| of_tool(&it.path))
}

/// The compiler does as Node does.
pub(super) fn is_node(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind == "nodenext"
        || ((kind.starts_with("node1") || kind.starts_with("node2")) && kind != "node10")
}

#[cfg(test)]
mod tests {
    use super::{exact, newest};

    #[test]
    fn versions_are_read() {
        assert_eq!(exact("5.6.0-beta"), Some((5, 6)));
        assert_eq!(newest("~4.5.2"), Some((4, 5)));
        assert_eq!(newest("^4.5.2"), Some((4, u32::MAX)));
        assert_eq!(newest("5.2.2"), Some((5, 2)));
        assert_eq!(newest("3.x"), Some((3, u32::MAX)));
        assert_eq!(newest(">=4"), None);
        assert_eq!(newest("latest"), None);
    }
}
