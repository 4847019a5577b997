//! Hooks that compile TypeScript for `require`, where each has a form for ES modules.
//!
//! A package whose sources become modules loads them by the latter; that the former do not reach them
//! shows only when tests start.

use oxc_span::Span;

use super::{
    object::{Kind, Property, Value},
    project::major,
    settings::{Held, Settings},
};
use crate::{edit::Edits, find::extension};

/// What `--require` is told, and the option of Node and its value that do the same for modules.
const HOOKS: [(&str, &str, &str); 6] = [
    ("ts-node/register", "loader", "ts-node/esm"),
    ("ts-node/register/transpile-only", "loader", "ts-node/esm/transpile-only"),
    ("ts-node/register/files", "loader", "ts-node/esm"),
    ("tsx/cjs", "import", "tsx"),
    ("tsx", "import", "tsx"),
    ("@swc-node/register", "import", "@swc-node/register/esm-register"),
];

/// Where Mocha looks for its settings (<https://mochajs.org/#configuring-mocha-nodejs>).
const MOCHA: [&str; 6] = [
    ".mocharc.js",
    ".mocharc.cjs",
    ".mocharc.yaml",
    ".mocharc.yml",
    ".mocharc.jsonc",
    ".mocharc.json",
];

/// Writes the scripts and the settings of Mocha so that sources are loaded as modules. `aliased` says that
/// they go on to name each other by aliases.
pub(super) fn follow(settings: &mut Settings<'_>, aliased: bool) {
    // Earlier versions have no such form.
    if major(settings.package, "ts-node").is_some_and(|it| it < 10) {
        return;
    }
    scripts(settings, aliased);
    mocha(settings);
    let text = settings.text("package.json").unwrap_or_default();
    let stays = |hook: &str| {
        let words = text.split(|it: char| it.is_whitespace() || "\"'=\\".contains(it));
        words.into_iter().any(|it| it == hook)
    };
    let gone = |message: &str| {
        let hook = message.strip_prefix('`').and_then(|it| it.split_once("` changes what"));
        hook.is_some_and(|(hook, _)| !stays(hook))
    };
    settings.findings.retain(|it| !(it.code == "runner" && gone(&it.message)));
}

fn scripts(settings: &mut Settings<'_>, aliased: bool) {
    let Some(Ok(held)) = settings.first(&["package.json"]) else { return };
    let mut edits = Edits::default();
    let mut left = Vec::new();
    if let Some(scripts) = held.object.object("scripts") {
        for it in &scripts.properties {
            if let Some(line) = it.value.as_str()
                && held.slice(it.value.span.shrink(1)) == line
            {
                script(line, it.value.span.start + 1, aliased, &mut edits);
                left.extend(unknown(line, aliased).then(|| it.name.clone()));
            }
        }
    }
    if let Some(mocha) = held.object.object("mocha") {
        required(&held, mocha.properties.iter(), &mut edits);
    }
    settings.write(&held, edits);
    for name in left {
        let message = format!("`ts-node` in the script `{name}` compiles no ES modules");
        let help = "Write `node --loader ts-node/esm` for `ts-node`, and its options as variables of the environment (https://typestrong.org/ts-node/docs/options)";
        settings.tell("package.json", message, help);
    }
}

/// A command of `ts-node` says more than is known.
fn unknown(line: &str, aliased: bool) -> bool {
    line.split(['&', '|', ';']).any(|piece| {
        let words = words(piece);
        let program = words.iter().position(|(_, it)| *it == "ts-node");
        let own = program.map(|at| words[at + 1..].to_vec()).unwrap_or_default();
        let as_modules = own.iter().any(|(_, it)| matches!(*it, "--esm" | "-e" | "-p" | "--eval"));
        !own.is_empty() && !as_modules && ts_node(own.into_iter(), aliased).is_none()
    })
}

/// Edits one line, which starts at `offset`: commands of `node`, `mocha` and `ts-node`.
fn script(line: &str, offset: u32, aliased: bool, edits: &mut Edits) {
    let mut start = 0;
    for piece in line.split(['&', '|', ';']) {
        let words = words(piece);
        let program = words.iter().find(|(_, it)| matches!(*it, "node" | "mocha" | "ts-node"));
        let at = |within: usize| offset + (start + within) as u32;
        if let Some((from, program)) = program {
            let own = words.iter().skip_while(|(at, _)| at < from).skip(1);
            if *program == "ts-node"
                && let Some((file, loader)) = ts_node(own.copied(), aliased)
            {
                edits.replace(Span::new(at(*from), at(file)), format!("node --loader {loader} "));
            }
            let between = if *program == "mocha" { '=' } else { ' ' };
            let pairs = words.windows(2).filter(|it| it[0].0 > *from && *program != "ts-node");
            for pair in pairs {
                let [(from, option), (value, hook)] = [pair[0], pair[1]];
                if matches!(option, "-r" | "--require")
                    && let Some((_, name, new)) = HOOKS.iter().find(|it| it.0 == hook)
                {
                    let span = Span::new(at(from), at(value + hook.len()));
                    edits.replace(span, format!("--{name}{between}{new}"));
                }
            }
        }
        start += piece.len() + 1;
    }
}

/// Where the file stands in the arguments of `ts-node`, and the loader that does what its options say;
/// `None` where they say more. Where no aliases are left, nothing is mapped.
fn ts_node<'w>(
    mut arguments: impl Iterator<Item = (usize, &'w str)>,
    aliased: bool,
) -> Option<(usize, &'static str)> {
    let mut loader = "ts-node/esm";
    while let Some((at, word)) = arguments.next() {
        match word {
            "-T" | "--transpile-only" | "--transpileOnly" => loader = "ts-node/esm/transpile-only",
            "-r" | "--require" if !aliased => {
                arguments.next().filter(|(_, it)| *it == "tsconfig-paths/register")?;
            }
            _ if word.starts_with('-') => return None,
            _ => return Some((at, loader)),
        }
    }
    None
}

/// The words of a command, with where each starts.
fn words(piece: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for word in piece.split([' ', '\t']) {
        if !word.is_empty() {
            found.push((at, word));
        }
        at += word.len() + 1;
    }
    found
}

fn mocha(settings: &mut Settings<'_>) {
    let Some(path) = MOCHA.into_iter().find(|it| settings.text(it).is_some()) else { return };
    if matches!(extension(path), "yml" | "yaml") {
        return of_lines(settings, path);
    }
    match settings.first(&[path]) {
        Some(Ok(held)) => {
            let mut edits = Edits::default();
            required(&held, held.object.properties.iter(), &mut edits);
            settings.write(&held, edits);
        }
        Some(Err(path)) => left(settings, &path),
        None => {}
    }
}

/// `require: 'ts-node/register'`, or a list with that in it, among the settings of Mocha.
fn required<'p>(held: &Held, properties: impl Iterator<Item = &'p Property>, edits: &mut Edits) {
    let Some(it) = properties.into_iter().find(|it| it.name == "require") else { return };
    let hook = |it: &Value| HOOKS.iter().find(|(hook, ..)| it.as_str() == Some(hook));
    let quoted = held.slice(it.span).starts_with(['"', '\'']);
    let property = |name: &str, new: &str| {
        let name = if quoted { held.quoted(name) } else { name.to_string() };
        format!("{name}: {}", held.quoted(new))
    };
    match &it.value.kind {
        Kind::Array(list) if list.len() > 1 => {
            let Some((at, (_, name, new))) =
                list.iter().enumerate().find_map(|(at, it)| Some((at, hook(it)?)))
            else {
                return;
            };
            let gone = match list.get(at + 1) {
                Some(next) => Span::new(list[at].span.start, next.span.start),
                None => Span::new(list[at - 1].span.end, list[at].span.end),
            };
            edits.delete(gone);
            let before = &held.text[..it.span.start as usize];
            let blank = &before[before.trim_end().len()..];
            let blank = if blank.contains('\n') { blank } else { " " };
            edits.insert(it.span.start, format!("{},{blank}", property(name, new)));
        }
        Kind::Array(list) => {
            if let Some((_, name, new)) = list.first().and_then(hook) {
                edits.replace(it.span, property(name, new));
            }
        }
        _ => {
            if let Some((_, name, new)) = hook(&it.value) {
                edits.replace(it.span, property(name, new));
            }
        }
    }
}

/// The same in YAML, where `require` has one value.
fn of_lines(settings: &mut Settings<'_>, path: &'static str) {
    let Some(text) = settings.text(path) else { return };
    let mut edits = Edits::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let value = line.strip_prefix("require:").map(|it| it.trim().trim_matches(['"', '\'']));
        if let Some((_, name, new)) = HOOKS.iter().find(|(hook, ..)| value == Some(*hook)) {
            let span = Span::sized(at, line.trim_end().len() as u32);
            edits.replace(span, format!("{name}: {new}"));
        }
        at += line.len() as u32;
    }
    if edits.is_empty() {
        return left(settings, path);
    }
    let held = Held { path: path.to_string(), text, object: super::object::Object::default() };
    settings.write(&held, edits);
}

/// Tells what to write into settings that are no literal.
fn left(settings: &mut Settings<'_>, path: &str) {
    let text = settings.text(path).unwrap_or_default();
    if let Some((hook, name, new)) = HOOKS.iter().rev().find(|(hook, ..)| text.contains(hook)) {
        let message = format!("`{hook}` compiles what `require` loads, and no ES modules");
        let help = format!("Take `{hook}` out of `require`, and add `{name}: '{new}'`");
        settings.tell(path, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::script;
    use crate::edit::Edits;

    fn edited(line: &str) -> String {
        let mut edits = Edits::default();
        script(line, 0, false, &mut edits);
        edits.apply(line).expect("no edits overlap")
    }

    #[test]
    fn commands_load_modules() {
        let cases = [
            ("mocha -r ts-node/register test", "mocha --loader=ts-node/esm test"),
            ("tsc && node -r tsx/cjs a.ts", "tsc && node --import tsx a.ts"),
            (
                "cross-env A=1 ts-node a.ts | tee log",
                "cross-env A=1 node --loader ts-node/esm a.ts | tee log",
            ),
            ("c8 mocha --require tsx/cjs -w", "c8 mocha --import=tsx -w"),
            ("ts-node -T a.ts -r b", "node --loader ts-node/esm/transpile-only a.ts -r b"),
            ("ts-node -r tsconfig-paths/register a.ts", "node --loader ts-node/esm a.ts"),
        ];
        for (before, after) in cases {
            assert_eq!(edited(before), after);
        }
    }

    #[test]
    fn what_is_not_known_stays() {
        for line in ["ts-node -P b.json a.ts", "ava -r ts-node/register", "node -r ./setup.js a.ts"]
        {
            assert_eq!(edited(line), line);
        }
    }
}
