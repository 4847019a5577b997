//! Two builds of TypeScript, one of CommonJS and one of ES modules. Where nothing else tells what each
//! of them writes, both write ES modules then, and a person takes one out.

use serde_json::Value;

use crate::{
    find::{Package, extension},
    finding::{Finding, Severity},
    source::{
        compiler,
        flip::{Stays, module_of, tsconfigs},
        object::of_json,
        project::words,
        unbuilt::paths,
    },
};

/// The build of ES modules beside that of CommonJS.
#[derive(Debug)]
pub(in crate::source) struct Pair<'p> {
    /// The settings of ES modules, or the manifest whose scripts ask for them.
    modules: &'p str,
    /// The settings that can go.
    gone: Option<&'p str>,
}

impl<'p> Pair<'p> {
    /// The two builds of `package`, if it has two.
    pub(in crate::source) fn of(package: &'p Package) -> Option<Self> {
        let kind_of = |path: &str| module_of(package, path).unwrap_or_default();
        let settings: Vec<&str> = tsconfigs(package).collect();
        let kinds: Vec<String> = compiler::kinds(package).map(|it| it.1).collect();
        let modules = settings.iter().copied().find(|it| is_es(&kind_of(it)));
        let by_script = kinds.iter().any(|it| is_es(it));
        let common_js = settings.iter().copied().find(|it| kind_of(it) == "commonjs");
        match modules {
            // Others may extend the settings with the plain name.
            Some(modules) if settings.len() > 1 => {
                let gone = if modules == "tsconfig.json" { common_js } else { Some(modules) };
                Some(Self { modules, gone })
            }
            None if by_script => Some(Self { modules: "package.json", gone: None }),
            Some(_) if kinds.iter().any(|it| !is_es(it) && !compiler::is_node(it)) => {
                Some(Self { modules: "package.json", gone: None })
            }
            _ => None,
        }
    }

    /// Both can write ES modules: no script, and no file beside the output, says what is which.
    pub(in crate::source) fn can_stay(&self, package: &Package) -> bool {
        let scripts = package.fields.get("scripts").and_then(Value::as_object);
        let mut lines = scripts.into_iter().flatten().filter_map(|(_, line)| line.as_str());
        let signs = ["package.json", ".mjs", ".cjs", "commonjs\\\"", "\"type\"", "\\\"type\\\""];
        let says =
            lines.any(|line| runs_programs(line) || signs.iter().any(|it| line.contains(it)));
        let mut named = Vec::new();
        let offered = ["main", "module", "exports"];
        offered
            .iter()
            .filter_map(|it| package.fields.get(*it))
            .for_each(|it| paths(it, &mut named));
        let renamed = named.iter().any(|it| matches!(extension(it), "mjs" | "cjs"));
        let is_common_js = |it: &crate::find::SourceFile| {
            it.path.ends_with("/package.json") && it.text.contains("\"commonjs\"")
        };
        let others = ["umd", "amd", "system", "none"];
        let kinds = tsconfigs(package).filter_map(|it| module_of(package, it));
        let mut kinds = kinds.chain(compiler::kinds(package).map(|it| it.1));
        // Settings for tests are no build.
        let is_run = |it: &&str| *it == "tsconfig.json" || commands(package, it).next().is_some();
        let runs_all = [Some(self.modules), self.gone].into_iter().flatten();
        let runs_all = runs_all.filter(|it| *it != "package.json").all(|it| is_run(&it));
        !says
            && runs_all
            && !renamed
            && !package.files.iter().any(is_common_js)
            && !kinds.any(|it| others.contains(&it.as_str()))
    }

    /// Why the sources stay.
    pub(in crate::source) fn stays(&self, package: &Package) -> Stays {
        let message = "The package is compiled to CommonJS and to ES modules";
        let help =
            format!("{}, then run again: `require` loads ES modules now", self.help(package));
        Stays::new(self.modules, "source-build", message, &help)
    }

    /// What a person can do once both write ES modules.
    pub(in crate::source) fn tell(&self, package: &Package) -> Finding {
        let message = "Two builds write the same ES modules now: `require` loads them, too";
        let help = self.help(package);
        Finding::of_file(Severity::Note, "source-build", self.modules, message, help)
    }

    fn help(&self, package: &Package) -> String {
        let steps = self.gone.map_or_else(Vec::new, |it| steps(package, it));
        if steps.is_empty() { "Leave one build".to_string() } else { steps.join(", ") }
    }
}

/// What else the line of a build does is not known.
fn runs_programs(line: &str) -> bool {
    let first = |piece: &str| words(piece).find(|it| !it.is_empty()).map(str::to_string);
    let programs = line.split(['&', '|', ';']).filter_map(first);
    let is_program = |it: String| matches!(it.as_str(), "node" | "sh" | "bash");
    line.contains("tsc") && programs.into_iter().any(is_program)
}

fn is_es(kind: &str) -> bool {
    kind.starts_with("es")
}

/// What to do so that nothing builds with the settings in `gone`.
fn steps(package: &Package, gone: &str) -> Vec<String> {
    let out = |(at, (script, command))| {
        let take = if at == 0 { "Take" } else { "take" };
        format!("{take} `{command}` out of the script `{script}`")
    };
    let mut steps: Vec<String> = commands(package, gone).enumerate().map(out).collect();
    if steps.is_empty() {
        return steps;
    }
    steps.push(format!("delete `{gone}`"));
    let (from, to) = (output(package, gone), output(package, "tsconfig.json"));
    if let (Some(from), Some(to)) = (from, to)
        && from != to
    {
        let moved = |path: &str| Some(format!("{to}{}", path.strip_prefix(from.as_str())?));
        let mut named = Vec::new();
        ["main", "module", "types", "exports"]
            .iter()
            .filter_map(|it| package.fields.get(*it))
            .for_each(|it| paths(it, &mut named));
        named.sort_unstable();
        named.dedup();
        let pairs = named.iter().filter_map(|path| Some((path, moved(path)?)));
        steps
            .extend(pairs.map(|(path, new)| format!("write `{new}` for `{path}` in the manifest")));
    }
    steps
}

/// The commands that name the settings, with the names of their scripts.
fn commands<'p>(package: &'p Package, gone: &'p str) -> impl Iterator<Item = (&'p str, &'p str)> {
    let scripts = package.fields.get("scripts").and_then(Value::as_object).into_iter().flatten();
    scripts.flat_map(move |(name, line)| {
        let pieces = line.as_str().unwrap_or("").split(['&', '|', ';']).map(str::trim);
        let named = pieces.filter(move |piece| {
            let mut words = piece.split_whitespace().map(|it| it.trim_start_matches("./"));
            words.any(|it| it == gone || gone.strip_suffix(".json") == Some(it))
        });
        named.map(move |piece| (name.as_str(), piece))
    })
}

/// The folder that the compiler writes to with these settings.
fn output(package: &Package, path: &str) -> Option<String> {
    let object = of_json(&package.file(path)?.text)?;
    let output = object.object("compilerOptions")?.string("outDir")?;
    Some(output.trim_start_matches("./").trim_end_matches('/').to_string())
}
