//! The manifest of the copies: what Node and bundlers look for in the nearest one.

use serde_json::{Map, Value, json};

use super::copier::Copier;
use crate::{change::Change, find::Package, manifest::indent_of};

/// Fields that name files beside the manifest, and so mean the copies in that of the copies.
const BROWSERS: [&str; 3] = ["browser", "react-native", "sideEffects"];

/// `package.json` in the folder of the copies, written like that of the package.
pub(super) fn manifest(package: &Package, copier: &Copier<'_>) -> Change {
    let mut fields = Map::new();
    let mut take = |name: &str| {
        if let Some(value) = package.fields.get(name) {
            fields.insert(name.to_string(), value.clone());
        }
    };
    if copier.names_itself {
        take("name");
    }
    take("type");
    if copier.loads_folder {
        take("main");
    }
    if copier.names_itself {
        take("exports");
    }
    if copier.imports {
        take("imports");
    }
    for name in BROWSERS {
        take(name);
    }
    if !fields.contains_key("type") {
        let rest = std::mem::take(&mut fields);
        fields.insert("type".to_string(), json!("commonjs"));
        fields.extend(rest);
    }
    let path = format!("{}/package.json", copier.folder);
    Change::Create { path, new: printed(package, &Value::Object(fields)) }
}

fn printed(package: &Package, value: &Value) -> String {
    let (indent, newline) = indent_of(&package.manifest.text);
    let text = format!("{value:#}");
    let lines = text.lines().map(|line| {
        let inner = line.trim_start();
        format!("{}{inner}{newline}", indent.repeat((line.len() - inner.len()) / 2))
    });
    lines.collect()
}
