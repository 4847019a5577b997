//! `module-sync`: the condition that holds where `require` loads ES modules
//! (<https://nodejs.org/api/packages.html#conditional-exports>), before a copy for all other Nodes.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::cst::{CstInputValue, CstNode, CstObject, CstObjectProp, CstRootNode};
use serde_json::{Map, Value};

use super::exports::{matching_key, star_in};
use super::json::STRICT;
use super::paths::{join, resolve};
use super::{ManifestError, name_of};

/// What Nodes load that cannot require ES modules. Paths are relative to the package root.
#[derive(Debug)]
pub struct OldNodes {
    /// The folder of the copies.
    pub folder: String,
    /// Files where they are now, and their copies.
    pub copies: BTreeMap<String, String>,
    /// Every file that consumers may be meant to load.
    pub offered: BTreeSet<String>,
    /// Bundlers get the same from the modules, though they may not know what `require` returns.
    pub bundlers: bool,
}

/// The manifest `text` with what `old` says in it. The error is a pattern that leads to files
/// whose copies do not follow one pattern.
pub fn keep_old(text: &str, old: &OldNodes) -> Result<String, ManifestError> {
    let body = text.trim_start_matches('\u{feff}');
    let broken = |message: String| ManifestError::new(0, message);
    let root = CstRootNode::parse(body, &STRICT).map_err(|error| broken(error.to_string()))?;
    let object = root.object_value();
    let object = object.ok_or_else(|| broken("package.json is not an object".to_string()))?;
    for name in ["main", "bin", "types", "typings", "browser", "react-native"] {
        if let Some(field) = object.get(name) {
            old.replace_paths(&field);
        }
    }
    if object.get("bin").is_none()
        && let Some(field) = object.object_value("directories").and_then(|it| it.get("bin"))
    {
        old.replace_folder(&field);
    }
    if let Some(list) = object.array_value("files") {
        list.append(CstInputValue::String(old.folder.clone()));
    }
    if let Some(exports) = object.get("exports") {
        old.exports(&exports)?;
    }
    Ok(format!("{}{root}", &text[..text.len() - body.len()]))
}

impl OldNodes {
    /// A path, or an object of paths by name: all that old tools and npm read.
    fn replace_paths(&self, field: &CstObjectProp) {
        if let Some(inner) = field.object_value().filter(|_| name(field) == "bin") {
            inner.properties().iter().for_each(|it| self.replace_paths(it));
        }
        let Some(value) = string(field.value()) else { return };
        let found =
            join("", &value).and_then(|it| resolve(&it, &|it| self.copies.contains_key(it)));
        if let Some(copy) = found.and_then(|it| self.copies.get(&it)) {
            let start = if value.starts_with("./") { "./" } else { "" };
            field.set_value(CstInputValue::String(format!("{start}{copy}")));
        }
    }

    fn replace_folder(&self, field: &CstObjectProp) {
        let folder = string(field.value()).and_then(|it| join("", &it));
        if let Some(folder) = folder {
            field.set_value(CstInputValue::String(format!("{}/{folder}", self.folder)));
        }
    }

    fn exports(&self, field: &CstObjectProp) -> Result<(), ManifestError> {
        let map = field.object_value();
        let fields = map.as_ref().map(CstObject::properties).unwrap_or_default();
        let keys: Vec<String> = fields.iter().map(name).collect();
        if keys.iter().any(|it| it.starts_with('.')) {
            for (field, key) in fields.iter().zip(&keys) {
                Subpath { old: self, keys: &keys, key }.value(field)?;
            }
            if let Some(map) = map {
                self.close(&map, &keys);
            }
            return Ok(());
        }
        Subpath { old: self, keys: &[], key: "." }.value(field)
    }

    /// Patterns must not lead to the copies: they would be second instances.
    fn close(&self, map: &CstObject, keys: &[String]) {
        let patterns = || keys.iter().map(String::as_str).filter(|it| it.contains('*'));
        let reached = |copy: &String| matching_key(patterns(), &format!("./{copy}")).is_some();
        if self.copies.values().any(reached) {
            drop(map.append(&format!("./{}/*", self.folder), CstInputValue::Null));
        }
    }
}

/// One key of the map, with all others.
struct Subpath<'o> {
    old: &'o OldNodes,
    keys: &'o [String],
    key: &'o str,
}

impl Subpath<'_> {
    fn object(&self, map: &CstObject) -> Result<(), ManifestError> {
        if map.get("module-sync").is_some() {
            return Ok(());
        }
        for field in map.properties() {
            self.field(map, &field)?;
        }
        Ok(())
    }

    fn field(&self, map: &CstObject, field: &CstObjectProp) -> Result<(), ManifestError> {
        let both = match string(field.value()) {
            Some(target) if name(field) == "default" => self.both(&target)?,
            _ => return self.value(field),
        };
        if let Some(both) = both {
            let has_module = map.get("module").is_some();
            let all = self.conditions(&both.0, has_module);
            for (at, (condition, path)) in (field.property_index()..).zip(all) {
                drop(map.insert(at, condition, CstInputValue::String(path)));
            }
            field.set_value(CstInputValue::String(both.1));
        }
        Ok(())
    }

    fn value(&self, field: &CstObjectProp) -> Result<(), ManifestError> {
        let Some(value) = field.value() else { return Ok(()) };
        if let Some(new) = self.instead(&value)? {
            field.set_value(new);
        }
        Ok(())
    }

    /// What takes the place of a target, if it is a path; what is inside others changes in place.
    fn instead(&self, value: &CstNode) -> Result<Option<CstInputValue>, ManifestError> {
        if let Some(map) = value.as_object() {
            self.object(&map)?;
        }
        for element in value.as_array().map(|it| it.elements()).unwrap_or_default() {
            if let (Some(new), Some(text)) = (self.instead(&element)?, element.as_string_lit()) {
                drop(text.replace_with(new));
            }
        }
        let Some(target) = string(Some(value.clone())) else { return Ok(None) };
        let Some((module, copy)) = self.both(&target)? else { return Ok(None) };
        if is_declaration(&module) {
            return Ok(Some(CstInputValue::String(copy)));
        }
        let all = self.conditions(&module, false);
        let all = all.into_iter().chain([("default", copy)]);
        let pairs = all.map(|(name, path)| (name.to_string(), CstInputValue::String(path)));
        Ok(Some(CstInputValue::Object(pairs.collect())))
    }

    fn conditions(&self, module: &str, has_module: bool) -> Vec<(&'static str, String)> {
        let mut all = vec![("module-sync", module.to_string())];
        if self.old.bundlers && !has_module {
            all.push(("module", module.to_string()));
        }
        all
    }

    /// The target itself and its copy, as targets.
    fn both(&self, target: &str) -> Result<Option<(String, String)>, ManifestError> {
        let path = target.strip_prefix("./").unwrap_or(target);
        let copy = if path.contains('*') {
            self.pattern(path)?
        } else {
            self.old.copies.get(path).cloned()
        };
        Ok(copy.map(|copy| (target.to_string(), format!("./{copy}"))))
    }

    /// The pattern of the copies of what `pattern` leads to, if all of that has copies.
    fn pattern(&self, pattern: &str) -> Result<Option<String>, ManifestError> {
        let keys = || self.keys.iter().map(String::as_str);
        let answers = |star: &str| {
            let subpath = self.key.replacen('*', star, 1);
            let best = matching_key(keys(), &subpath);
            best.is_some_and(|(best, _)| best == self.key)
        };
        let reached = self.old.offered.iter().filter_map(|it| Some((it, star_in(pattern, it)?)));
        let reached: Vec<(&String, &str)> = reached.filter(|(_, star)| answers(star)).collect();
        let Some((first, _)) = reached.first() else { return Ok(None) };
        if reached.iter().any(|(it, _)| !self.old.copies.contains_key(*it)) {
            return Ok(None);
        }
        let old = self.old.copies.get(*first).map_or("", String::as_str);
        let copies = format!("{}/{}", self.old.folder, with_extension_of(pattern, old));
        let fits = |(path, star): &(&String, &str)| {
            self.old.copies.get(*path) == Some(&copies.replacen('*', star, 1))
        };
        if reached.iter().all(fits) {
            return Ok(Some(copies));
        }
        let message = format!("the files behind `./{pattern}` had different extensions");
        Err(ManifestError::new(0, message))
    }
}

/// The folder that a map names beside `module-sync`, with the same files as the package has.
pub fn mirror(fields: &Map<String, Value>) -> Option<String> {
    mirrored(fields.get("exports")?)
}

fn mirrored(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => {
            let path = |name: &str| map.get(name)?.as_str()?.strip_prefix("./");
            let own = path("module-sync").zip(path("default")).and_then(|(module, copy)| {
                let (folder, rest) = copy.split_once('/')?;
                (stem(rest) == stem(module)).then(|| folder.to_string())
            });
            own.or_else(|| map.values().find_map(mirrored))
        }
        Value::Array(list) => list.iter().find_map(mirrored),
        _ => None,
    }
}

/// Whether some condition of the exports map has the name.
pub fn names_condition(fields: &Map<String, Value>, name: &str) -> bool {
    fn names(value: &Value, name: &str) -> bool {
        match value {
            Value::Object(map) => {
                map.contains_key(name) || map.values().any(|value| names(value, name))
            }
            Value::Array(list) => list.iter().any(|value| names(value, name)),
            _ => false,
        }
    }
    fields.get("exports").is_some_and(|value| names(value, name))
}

fn stem(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => path,
    }
}

fn with_extension_of(pattern: &str, path: &str) -> String {
    let ends = |it: &str| name_of(it).rsplit_once('.').map(|(_, end)| end.to_string());
    match (ends(pattern), ends(path)) {
        (Some(now), Some(before)) if !now.contains('*') => {
            format!("{}{before}", &pattern[..pattern.len() - now.len()])
        }
        _ => pattern.to_string(),
    }
}

fn is_declaration(target: &str) -> bool {
    target.ends_with(".d.ts")
}

fn name(field: &CstObjectProp) -> String {
    field.decoded_name().unwrap_or_default()
}

fn string(value: Option<CstNode>) -> Option<String> {
    value?.as_string_lit()?.decoded_value().ok()
}
