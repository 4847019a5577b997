//! An exports map for a package that has none.

use jsonc_parser::cst::{CstInputValue, CstObject, CstRootNode};

use super::ManifestError;
use super::json::STRICT;

/// A map that is to be written. Paths are relative to the package root, with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportsMap {
    /// What `"."` is for tools that ask for something else than the main module, by condition.
    pub instead: Vec<(&'static str, String)>,
    /// In order: subpaths, and files or patterns.
    pub entries: Vec<(String, String)>,
}

/// The manifest `text` with `map` in it.
pub fn write_map(text: &str, map: &ExportsMap) -> Result<String, ManifestError> {
    let body = text.trim_start_matches('\u{feff}');
    let broken = |message: String| ManifestError::new(0, message);
    let root = CstRootNode::parse(body, &STRICT).map_err(|error| broken(error.to_string()))?;
    let object = root.object_value();
    let object = object.ok_or_else(|| broken("package.json is not an object".to_string()))?;
    match object.get("exports") {
        // `null` counts as no map.
        Some(null) => null.set_value(value(map)),
        None => drop(object.insert(place(&object), "exports", value(map))),
    }
    Ok(format!("{}{root}", &text[..text.len() - body.len()]))
}

fn value(map: &ExportsMap) -> CstInputValue {
    let path = |path: &String| CstInputValue::String(format!("./{path}"));
    let target = |(key, target): &(String, String)| {
        if key != "." || map.instead.is_empty() {
            return (key.clone(), path(target));
        }
        let instead = map.instead.iter().map(|(name, it)| ((*name).to_string(), path(it)));
        let all = instead.chain([("default".to_string(), path(target))]);
        (key.clone(), CstInputValue::Object(all.collect()))
    };
    CstInputValue::Object(map.entries.iter().map(target).collect())
}

/// Beside what else says how the package is loaded.
fn place(object: &CstObject) -> usize {
    let before = ["main", "type", "version", "name"].into_iter().find_map(|name| object.get(name));
    before.map_or(0, |property| property.property_index() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_stands_after_main_in_the_style_of_the_file() {
        let entries = [(".", "index.js"), ("./package.json", "package.json")];
        let map = ExportsMap {
            instead: vec![("types", "index.d.ts".to_string())],
            entries: entries.map(|(key, path)| (key.to_string(), path.to_string())).to_vec(),
        };
        let text = "\u{feff}{\r\n    \"main\": \"index.js\",\r\n    \"license\": \"MIT\"\r\n}\r\n";
        let expected = "\u{feff}{\r\n    \"main\": \"index.js\",\r\n    \"exports\": {\r\n        \".\": {\r\n            \
                        \"types\": \"./index.d.ts\",\r\n            \"default\": \"./index.js\"\r\n        },\r\n        \
                        \"./package.json\": \"./package.json\"\r\n    },\r\n    \"license\": \"MIT\"\r\n}\r\n";
        assert_eq!(write_map(text, &map).as_deref(), Ok(expected));
    }
}
