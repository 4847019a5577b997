//! Compares two records of `observe.cjs` and names every difference a consumer can see.
//!
//! Allowed are only more names in a namespace and a name for a function that had none.

use std::collections::HashMap;

use serde_json::Value;

/// One line per difference between the records of a package before and after.
pub(crate) fn differences(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (entry, b) in members(&before["loads"]) {
        let mut walk = Walk::new(b, &after["loads"][entry]);
        walk.load(b, &after["loads"][entry]);
        found.extend(walk.found.into_iter().map(|line| format!("{entry}: {line}")));
    }
    for (command, b) in members(&before["commands"]) {
        let a = &after["commands"][command];
        if a != b {
            found.push(format!("{command}: {b} became {a}"));
        }
    }
    found
}

/// Walks both graphs at once; objects correspond one to one, or identity has changed.
struct Walk<'a> {
    before: &'a Value,
    after: &'a Value,
    forward: HashMap<u64, u64>,
    backward: HashMap<u64, u64>,
    found: Vec<String>,
}

impl<'a> Walk<'a> {
    fn new(before: &'a Value, after: &'a Value) -> Self {
        let (before, after) = (&before["views"]["nodes"], &after["views"]["nodes"]);
        Self { before, after, forward: HashMap::new(), backward: HashMap::new(), found: Vec::new() }
    }

    fn load(&mut self, b: &'a Value, a: &'a Value) {
        let (b_views, a_views) = (&b["views"], &a["views"]);
        let views = ["require", "import"];
        // Node runs a CommonJS module that throws again for the second view, an ES module once.
        let ran = views.iter().any(|view| b_views["roots"][view]["error"].is_null());
        for key in ["exit", "stdout", "stderr"] {
            if ran {
                self.equal(key, &b[key], &a[key]);
            }
        }
        for view in views {
            let (b_root, a_root) = (&b_views["roots"][view], &a_views["roots"][view]);
            if b_root["error"].is_null() {
                self.cell(view, b_root, a_root);
            } else if must_stay(&b_root["error"]) {
                self.equal(view, b_root, a_root);
            }
        }
        self.equal("changes", &b_views["changes"], &a_views["changes"]);
        self.equal("probe", &b_views["probed"], &a_views["probed"]);
    }

    fn cell(&mut self, at: &str, b: &'a Value, a: &'a Value) {
        match (b["ref"].as_u64(), a["ref"].as_u64()) {
            (Some(b), Some(a)) => self.object(at, b, a),
            _ => self.equal(at, b, a),
        }
    }

    fn object(&mut self, at: &str, b: u64, a: u64) {
        let known = (self.forward.insert(b, a), self.backward.insert(a, b));
        match known {
            (None, None) => self.node(at, &self.before[b as usize], &self.after[a as usize]),
            (Some(was_a), Some(was_b)) if (was_a, was_b) == (a, b) => {}
            _ => self.found.push(format!("{at} is no longer the same object as elsewhere")),
        }
    }

    fn node(&mut self, at: &str, b: &'a Value, a: &'a Value) {
        // Deeper than the recorder looks, on one side or on both.
        if !b["cut"].is_null() || !a["cut"].is_null() {
            return;
        }
        for key in ["kind", "constructable", "extensible"] {
            self.equal(&format!("{at} {key}"), &b[key], &a[key]);
        }
        self.cell(&format!("{at} prototype"), &b["proto"], &a["proto"]);
        self.equal(&format!("{at} size"), &length(&b["content"]), &length(&a["content"]));
        for (item, a_item) in items(&b["content"]).iter().zip(items(&a["content"])) {
            self.cell(&format!("{at} content"), item, a_item);
        }
        self.properties(at, b, a);
    }

    fn properties(&mut self, at: &str, b: &'a Value, a: &'a Value) {
        let mut a_props: Vec<&Value> = items(&a["props"]).iter().collect();
        let b_props = items(&b["props"]);
        if b["kind"] == "namespace" {
            a_props.retain(|prop| b_props.iter().any(|known| known["key"] == prop["key"]));
        }
        let keys = |props: &mut dyn Iterator<Item = &Value>| {
            props.map(|prop| prop["key"].clone()).collect::<Value>()
        };
        let a_keys = keys(&mut a_props.iter().copied());
        self.equal(&format!("{at} keys"), &keys(&mut b_props.iter()), &a_keys);
        for prop in b_props {
            if let Some(a_prop) = a_props.iter().find(|a_prop| a_prop["key"] == prop["key"]) {
                self.property(at, &b["kind"], prop, a_prop);
            }
        }
    }

    fn property(&mut self, at: &str, kind: &Value, b: &'a Value, a: &'a Value) {
        let key = b["key"].as_str().unwrap_or_default();
        let at = format!("{at}.{key}");
        let is_function = kind == "function" || kind == "class";
        if is_function && key == "name" && gained_name(&b["value"], &a["value"]) {
            return;
        }
        self.equal(&format!("{at} attributes"), &b["flags"], &a["flags"]);
        for part in ["value", "get", "set", "error"] {
            self.cell(&at, &b[part], &a[part]);
        }
    }

    fn equal(&mut self, at: &str, b: &Value, a: &Value) {
        if b != a {
            self.found.push(format!("{at} was {b}, is {a}"));
        }
    }
}

/// What could not be loaded because of its syntax or its specifiers may be mended; a closed path
/// stays closed, and what the package itself throws is part of its behaviour.
fn must_stay(error: &Value) -> bool {
    let code = error["code"].as_str().unwrap_or_default();
    let could_not_load = error["name"] == "SyntaxError"
        || code == "MODULE_NOT_FOUND"
        || (code.starts_with("ERR_") && code != "ERR_PACKAGE_PATH_NOT_EXPORTED");
    !could_not_load
}

fn gained_name(before: &Value, after: &Value) -> bool {
    let name = after["string"].as_str().unwrap_or_default();
    before["string"] == "" && !name.is_empty() && name != "default"
}

fn members(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    object.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn length(list: &Value) -> Value {
    items(list).len().into()
}
