//! The commands in the scripts of a manifest.

use serde_json::{Map, Value};

use super::Tool;
use crate::find::Package;

/// One call of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command<'p> {
    /// The name of the script.
    pub(super) script: &'p str,
    /// Where the arguments end in the line.
    pub(super) end: usize,
    pub(super) arguments: Vec<&'p str>,
    /// What `NODE_ENV` or `BABEL_ENV` is set to.
    pub(super) environment: Option<&'p str>,
}

/// Words in front of a program that only start it.
const STARTERS: [&str; 6] = ["cross-env", "npx", "yarn", "pnpm", "exec", "--"];

/// The calls of `program`; `None` where something else than the line itself may call it.
pub(super) fn calls<'p>(package: &'p Package, program: &str) -> Option<Vec<Command<'p>>> {
    let scripts = package.fields.get("scripts").and_then(Value::as_object);
    let mut found = Vec::new();
    for (script, line) in scripts.into_iter().flatten() {
        let Some(line) = line.as_str() else { continue };
        let before = found.len();
        found.extend(pieces(line).filter_map(|(end, piece)| call(script, end, piece, program)));
        let named = crate::source::project::words(line).filter(|it| *it == program).count();
        if named > found.len() - before {
            return None;
        }
    }
    Some(found)
}

/// The commands of a line, with the offset where each ends.
fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    line.split(['&', '|', ';']).map(move |piece| {
        let end = start + piece.trim_end().len();
        start += piece.len() + 1;
        (end, piece)
    })
}

fn call<'p>(script: &'p str, end: usize, piece: &'p str, program: &str) -> Option<Command<'p>> {
    let mut words = piece.split_whitespace().map(|it| it.trim_matches(['"', '\'']));
    let mut environment = None;
    let name = words.by_ref().find(|word| match word.split_once('=') {
        Some((name, value)) if !name.starts_with('-') => {
            if matches!(name, "NODE_ENV" | "BABEL_ENV") {
                environment = Some(value);
            }
            false
        }
        _ => !STARTERS.contains(word),
    })?;
    (name == program).then(|| Command { script, end, arguments: words.collect(), environment })
}

/// The options of a command, and its other words.
pub(super) struct Options<'p> {
    pub(super) named: Vec<(&'p str, Option<&'p str>)>,
    pub(super) others: Vec<&'p str>,
}

impl<'p> Options<'p> {
    /// Splits `arguments`, of which those in `valued` are followed by a value; `None` where one is
    /// neither of these nor among `flags`, in which `--name:` stands for all that start so.
    pub(super) fn read(arguments: &[&'p str], valued: &[&str], flags: &[&str]) -> Option<Self> {
        let mut words = arguments.iter().copied();
        let (mut named, mut others) = (Vec::new(), Vec::new());
        while let Some(word) = words.next() {
            match word.split_once('=') {
                _ if !word.starts_with('-') => others.push(word),
                Some((name, value)) => named.push((name, Some(value))),
                None if valued.contains(&word) => named.push((word, words.next())),
                None => named.push((word, None)),
            }
        }
        let is =
            |name: &str, flag: &str| name == flag || flag.ends_with(':') && name.starts_with(flag);
        let known = |name: &str| valued.contains(&name) || flags.iter().any(|flag| is(name, flag));
        named.iter().all(|(name, _)| known(name)).then_some(Self { named, others })
    }

    /// The value of the option with one of `names`.
    pub(super) fn value(&self, names: &[&str]) -> Option<&'p str> {
        self.named.iter().find(|(name, _)| names.contains(name)).and_then(|(_, value)| *value)
    }

    /// Its other words as paths.
    pub(super) fn inputs(&self) -> Vec<String> {
        self.others.iter().map(|it| plain(it)).collect()
    }
}

/// A path without what says nothing.
pub(super) fn plain(path: &str) -> String {
    path.trim_start_matches("./").trim_end_matches('/').to_string()
}

/// Bundlers and compilers, any of which may write files beside those of the one that is known.
const WRITERS: [(&str, Option<Tool>); 17] = [
    ("babel", Some(Tool::Babel)),
    ("swc", Some(Tool::Swc)),
    ("esbuild", Some(Tool::Esbuild)),
    ("tsup", Some(Tool::Tsup)),
    ("rollup", Some(Tool::Rollup)),
    ("tsdown", None),
    ("webpack", None),
    ("vite", None),
    ("rolldown", None),
    ("parcel", None),
    ("unbuild", None),
    ("ncc", None),
    ("microbundle", None),
    ("bunchee", None),
    ("bob", None),
    ("tsdx", None),
    ("gulp", None),
];

/// Some script runs another one than `tool`, or a compiler that writes more than types.
pub(super) fn runs_others(package: &Package, tool: Tool) -> bool {
    let others = WRITERS.iter().filter(|(_, it)| *it != Some(tool)).map(|(name, _)| *name);
    let others: Vec<&str> = others.collect();
    crate::source::project::runs(package, &others) || compiles_types(package)
}

/// `tsc` is asked for more than types.
fn compiles_types(package: &Package) -> bool {
    let scripts = package.fields.get("scripts").and_then(Value::as_object);
    let lines = scripts.into_iter().flat_map(Map::values).filter_map(Value::as_str);
    let mut pieces = lines.flat_map(pieces).map(|(_, piece)| piece);
    pieces.any(|piece| {
        let mut words = crate::source::project::words(piece);
        let only_types = ["--noEmit", "--emitDeclarationOnly", "--noemit"];
        words.any(|word| word == "tsc") && !only_types.iter().any(|it| piece.contains(it))
    })
}

#[cfg(test)]
mod tests {
    use super::{Options, call, pieces};

    #[test]
    fn a_line_is_split_into_commands() {
        let line = "rimraf lib && cross-env NODE_ENV=production babel src -d lib --copy-files";
        let found: Vec<_> =
            pieces(line).filter_map(|(end, it)| call("build", end, it, "babel")).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].environment, Some("production"));
        assert_eq!(found[0].end, line.len());
        let options =
            Options::read(&found[0].arguments, &["-d"], &["--copy-files"]).expect("known");
        assert_eq!(options.value(&["-d"]), Some("lib"));
        assert_eq!(options.others, ["src"]);
        assert!(Options::read(&found[0].arguments, &["-d"], &["--copy:"]).is_none());
        assert!(Options::read(&["--external:a"], &[], &["--external:"]).is_some());
    }
}
