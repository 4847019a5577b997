//! Two builds of TypeScript, one of CommonJS and one of ES modules: what a person takes out so that one
//! is left.

use serde_json::Value;

use crate::{
    find::Package,
    source::{
        flip::{Stays, module_of, tsconfigs},
        object::of_json,
        unbuilt::paths,
    },
};

/// The build of ES modules beside that of CommonJS, and how to leave one of them.
pub(in crate::source) fn pair(package: &Package) -> Option<Stays> {
    let settings: Vec<&str> = tsconfigs(package).collect();
    let is_es = |path: &&str| module_of(package, path).is_some_and(|kind| kind.starts_with("es"));
    let modules = settings.iter().copied().find(is_es).filter(|_| settings.len() > 1)?;
    // Others may extend the settings with the plain name.
    let common_js = |path: &&str| module_of(package, path).is_some_and(|kind| kind == "commonjs");
    let gone = match modules {
        "tsconfig.json" => settings.iter().copied().find(common_js),
        other => Some(other),
    };
    let message = "The package is compiled to CommonJS and to ES modules";
    let steps = gone.map_or_else(Vec::new, |it| steps(package, it));
    let first = if steps.is_empty() { "Leave one build".to_string() } else { steps.join(", ") };
    let help = format!("{first}, then run again: `require` loads ES modules now");
    Some(Stays::new(modules, "source-build", message, &help))
}

/// What to do so that nothing builds with the settings in `gone`.
fn steps(package: &Package, gone: &str) -> Vec<String> {
    let mut steps: Vec<String> = commands(package, gone)
        .map(|(script, command)| format!("Take `{command}` out of the script `{script}`"))
        .collect();
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
