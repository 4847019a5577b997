//! `types` before all other conditions: TypeScript takes the first that it knows, as Node does
//! (<https://www.typescriptlang.org/docs/handbook/modules/reference.html#example-scenarios>).

use std::collections::BTreeSet;

use jsonc_parser::cst::{CstNode, CstObject, CstObjectProp, CstRootNode};

use super::ManifestError;
use super::json::STRICT;
use super::paths::join;

/// The manifest `text` with `types` in front in its exports map, wherever TypeScript takes what
/// `types` says anyway or nothing at all; `files` are those of the package.
pub fn types_first(text: &str, files: &BTreeSet<String>) -> Result<String, ManifestError> {
    let body = text.trim_start_matches('\u{feff}');
    let broken = |message: String| ManifestError::new(0, message);
    let root = CstRootNode::parse(body, &STRICT).map_err(|error| broken(error.to_string()))?;
    if let Some(value) = root.object_value().and_then(|it| it.get("exports")?.value()) {
        order(&value, files);
    }
    Ok(format!("{}{root}", &text[..text.len() - body.len()]))
}

fn order(value: &CstNode, files: &BTreeSet<String>) {
    for element in value.as_array().map(|it| it.elements()).unwrap_or_default() {
        order(&element, files);
    }
    let Some(map) = value.as_object() else { return };
    for inner in map.properties().iter().filter_map(CstObjectProp::value) {
        order(&inner, files);
    }
    if is_free(&map, files) {
        map.sort_properties().by_key(|field| name(field) != "types");
    }
}

/// `types` is not in front, and may be.
fn is_free(map: &CstObject, files: &BTreeSet<String>) -> bool {
    let fields = map.properties();
    let Some(at) = fields.iter().position(|it| name(it) == "types") else { return false };
    let types = path(fields[at].value());
    at > 0
        && types.is_some()
        && fields[..at].iter().all(|field| {
            let Some(target) = path(field.value()) else { return false };
            let is_source = [".ts", ".tsx", ".mts", ".cts"].iter().any(|it| target.ends_with(it));
            let own = declarations(&target).filter(|it| files.contains(it));
            !is_source && own.is_none_or(|own| types.as_ref() == Some(&own))
        })
}

/// Where TypeScript looks for the declarations of a script.
fn declarations(path: &str) -> Option<String> {
    let (stem, extension) = path.rsplit_once('.')?;
    match extension {
        "js" => Some(format!("{stem}.d.ts")),
        "mjs" => Some(format!("{stem}.d.mts")),
        "cjs" => Some(format!("{stem}.d.cts")),
        _ => None,
    }
}

fn path(value: Option<CstNode>) -> Option<String> {
    join("", &value?.as_string_lit()?.decoded_value().ok()?).filter(|it| !it.contains('*'))
}

fn name(field: &CstObjectProp) -> String {
    field.decoded_name().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(map: &str, files: &[&str]) -> String {
        let text = format!("{{ \"exports\": {map} }}");
        let files = files.iter().map(|it| (*it).to_string()).collect();
        types_first(&text, &files).unwrap_or_default()
    }

    #[test]
    fn types_go_first_where_nothing_else_declares() {
        let map = r#"{ ".": { "import": "./a.js", "types": "./a.d.ts", "default": "./a.js" } }"#;
        let first = r#"{ "exports": { ".": { "types": "./a.d.ts", "import": "./a.js", "default": "./a.js" } } }"#;
        assert_eq!(ordered(map, &["a.js", "a.d.ts"]), first);
        assert_eq!(ordered(map, &["a.js"]), first);
    }

    #[test]
    fn types_stay_where_an_earlier_condition_has_its_own() {
        let map = r#"{ "import": "./a.mjs", "types": "./a.d.ts", "default": "./a.js" }"#;
        let text = format!("{{ \"exports\": {map} }}");
        assert_eq!(ordered(map, &["a.mjs", "a.d.mts", "a.d.ts"]), text);
        let source = r#"{ "@own/source": "./a.ts", "types": "./a.d.ts", "default": "./a.js" }"#;
        assert_eq!(ordered(source, &["a.js", "a.ts"]), format!("{{ \"exports\": {source} }}"));
        let nested =
            r#"{ "import": { "types": "./b.d.ts", "default": "./b.js" }, "types": "./a.d.ts" }"#;
        assert_eq!(ordered(nested, &[]), format!("{{ \"exports\": {nested} }}"));
    }
}
