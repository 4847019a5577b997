//! What the manifest offers of a build.

use serde_json::Value;

use super::{command::plain, is_inside};
use crate::find::{Package, extension};

/// The manifest offers what is written to `output`, and scripts of no other build.
pub(super) fn by(package: &Package, inputs: &[String], output: &str) -> bool {
    let field = |name: &str| package.fields.get(name);
    let other = ["module", "jsnext:main", "jsnext", "esnext", "es2015"];
    let is_input = |path: &str| inputs.iter().any(|it| is_inside(&plain(path), it));
    let second = other.iter().filter_map(|it| field(it)?.as_str()).any(|it| !is_input(it));
    let exports = field("exports");
    let main = field("main").and_then(Value::as_str);
    let fits = |path: &str| {
        let path = plain(path);
        let is_script = matches!(extension(&path), "js" | "cjs" | "mjs");
        let whole = output.trim_end_matches(".js") == path || is_inside(&path, output);
        !is_script || (whole && extension(&path) == "js")
    };
    let main_is_built = main.is_some_and(|it| {
        let path = plain(it);
        output.trim_end_matches(".js") == path || is_inside(&path, output)
    });
    let leads = main_is_built || (main.is_none() && exports.is_some());
    leads && !second && main.is_none_or(fits) && exports.is_none_or(|it| one_each(it, &fits))
}

/// Every path of a map fits, and nowhere do `import` and `require` find different ones.
fn one_each(value: &Value, fits: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(path) => path.ends_with("/package.json") || fits(path),
        Value::Object(map) => {
            let twice = match (map.get("import"), map.get("require")) {
                (Some(import), Some(require)) => import != require,
                // What only one of them finds comes from another build, or is not meant to be there.
                (Some(_), None) | (None, Some(_)) => true,
                (None, None) => false,
            };
            !twice && map.values().all(|it| one_each(it, fits))
        }
        Value::Null => true,
        _ => false,
    }
}
