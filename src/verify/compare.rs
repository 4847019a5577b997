//! Compares two records of an entry and names every difference a consumer can see.
//!
//! Allowed are only more names in a namespace and a name for a function that had none.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;

use super::{
    record::Record,
    show::{self, shown},
};

/// Where a difference shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// In what `require` gives.
    Require,
    /// In what `import` gives.
    Import,
    /// In what the process does.
    Process,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub view: View,
    /// The way from the view to the place, such as `.parse.name`; empty for all of it.
    pub key: String,
    /// What of the place it is about; empty for its value.
    pub aspect: &'static str,
    pub was: String,
    pub is: String,
    /// The file of the nearest function, or where an error comes from.
    pub place: Option<String>,
}

/// What the comparison of two records of an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It could not be loaded before either; why.
    Unloadable(String),
    /// The same but for these.
    Compared(Vec<Difference>),
}

impl Outcome {
    pub fn differences(&self) -> &[Difference] {
        match self {
            Self::Unloadable(_) => &[],
            Self::Compared(list) => list,
        }
    }
}

/// All differences between the records of an entry before and after.
pub fn compare(before: &Record, after: &Record) -> Outcome {
    if before.timed_out && before.views.is_null() {
        return Outcome::Unloadable(before.exit.clone());
    }
    let mut walk = Walk::new(&before.views["nodes"], &after.views["nodes"]);
    if before.views["roots"].is_null() {
        // A command, or a module that ended its process.
        walk.ending(before, after);
        walk.aspect(View::Process, "executable", &before.views, &after.views);
        walk.presence(before, after);
        return Outcome::Compared(walk.found);
    }
    if let Some(why) = walk.views(&before.views, &after.views) {
        return Outcome::Unloadable(why);
    }
    walk.ending(before, after);
    walk.world(&before.views, &after.views);
    Outcome::Compared(walk.found)
}

/// Walks both graphs at once; objects correspond one to one, or identity has changed.
struct Walk<'a> {
    before: &'a Value,
    after: &'a Value,
    forward: HashMap<u64, u64>,
    backward: HashMap<u64, u64>,
    view: View,
    place: Option<String>,
    found: Vec<Difference>,
}

impl<'a> Walk<'a> {
    fn new(before: &'a Value, after: &'a Value) -> Self {
        let (forward, backward) = (HashMap::new(), HashMap::new());
        Self {
            before,
            after,
            forward,
            backward,
            view: View::Process,
            place: None,
            found: Vec::new(),
        }
    }

    /// Compares both views, or says why there is nothing to compare.
    fn views(&mut self, b: &'a Value, a: &'a Value) -> Option<String> {
        let mut why = None;
        let mut compared = false;
        for (view, name) in [(View::Require, "require"), (View::Import, "import")] {
            self.view = view;
            let (b_root, a_root) = (&b["roots"][name], &a["roots"][name]);
            let (b_error, a_error) = (&b_root["error"], &a_root["error"]);
            self.place = a_error["place"].as_str().map(str::to_string);
            if b_root.is_null() {
                continue;
            }
            if b_error.is_null() {
                compared = true;
                self.cell("", b_root, a_root);
            } else if must_stay(b_error) {
                compared = true;
                if !throws_again(b_error, a_root) {
                    self.differs(
                        "",
                        "",
                        self.cell_text(b_root, true),
                        self.cell_text(a_root, false),
                    );
                }
            } else {
                why = Some(shown(b_root, &Value::Null));
            }
        }
        self.place = None;
        why.filter(|_| !compared)
    }

    /// Node runs a CommonJS module that throws again for the second view, an ES module once.
    fn ending(&mut self, b: &Record, a: &Record) {
        self.view = View::Process;
        let roots = b.views["roots"].as_object();
        let threw = |root: &Value| !root["error"].is_null();
        if roots.is_some_and(|roots| roots.values().all(threw)) {
            return;
        }
        for (key, b, a) in [
            ("exit", &b.exit, &a.exit),
            ("stdout", &b.stdout, &a.stdout),
            ("stderr", &b.stderr, &a.stderr),
        ] {
            if b != a {
                let (was, is) = show::texts(b, a);
                self.differs(key, "", was, is);
            }
        }
    }

    fn presence(&mut self, b: &Record, a: &Record) {
        if b.views.is_null() && a.views["roots"].is_object() && self.found.is_empty() {
            let (was, is) = ("the process ended while loading", "it is loaded");
            self.differs("exit", "", was.to_string(), is.to_string());
        }
    }

    /// Globals, builtins and the environment, and what a probe says.
    fn world(&mut self, b: &'a Value, a: &'a Value) {
        let texts = |changes: &Value| -> Vec<String> {
            items(changes).iter().filter_map(Value::as_str).map(str::to_string).collect()
        };
        let (b_changes, a_changes) = (texts(&b["changes"]), texts(&a["changes"]));
        for gone in b_changes.iter().filter(|it| !a_changes.contains(it)) {
            self.differs(gone, "", "made by loading".to_string(), "not made".to_string());
        }
        for new in a_changes.iter().filter(|it| !b_changes.contains(it)) {
            self.differs(new, "", "not made".to_string(), "made by loading".to_string());
        }
        self.aspect(View::Process, "probed", b, a);
    }

    fn cell(&mut self, at: &str, b: &'a Value, a: &'a Value) {
        match (b["ref"].as_u64(), a["ref"].as_u64()) {
            (Some(b), Some(a)) => self.object(at, b, a),
            _ if b == a => {}
            _ if !b["error"].is_null() && same_error(&b["error"], &a["error"]) => {}
            _ => {
                let place = self.place.clone();
                let of_a = place_of(self.node_of(a, false)).or(place_of(self.node_of(b, true)));
                self.place = of_a.or(place.clone());
                self.differs(at, "", self.cell_text(b, true), self.cell_text(a, false));
                self.place = place;
            }
        }
    }

    fn object(&mut self, at: &str, b: u64, a: u64) {
        let known = (self.forward.insert(b, a), self.backward.insert(a, b));
        match known {
            (None, None) => {
                let (b, a) = (&self.before[b as usize], &self.after[a as usize]);
                let outer = self.place.clone();
                self.place = place_of(a).or(place_of(b)).or(outer.clone());
                self.node(at, b, a);
                self.place = outer;
            }
            (Some(was_a), Some(was_b)) if (was_a, was_b) == (a, b) => {}
            (was_a, _) => {
                let (same, other) = ("the same object as elsewhere", "another object");
                let (was, is) = if was_a.is_some() { (same, other) } else { (other, same) };
                self.differs(at, "identity", was.to_string(), is.to_string());
            }
        }
    }

    fn node(&mut self, at: &str, b: &'a Value, a: &'a Value) {
        // Deeper than the recorder looks, on one side or on both.
        if !b["cut"].is_null() || !a["cut"].is_null() {
            return;
        }
        for (key, aspect) in [
            ("kind", "kind"),
            ("constructable", "can be called with new"),
            ("extensible", "extensible"),
            ("rest", "further keys"),
        ] {
            if b[key] != a[key] {
                self.differs(at, aspect, show::plain(&b[key]), show::plain(&a[key]));
            }
        }
        self.cell(&format!("{at}[prototype]"), &b["proto"], &a["proto"]);
        let (b_items, a_items) = (items(&b["content"]), items(&a["content"]));
        if b_items.len() != a_items.len() {
            self.differs(at, "size", b_items.len().to_string(), a_items.len().to_string());
        }
        for (index, (b, a)) in b_items.iter().zip(a_items).enumerate() {
            self.cell(&format!("{at}[content {index}]"), b, a);
        }
        self.properties(at, b, a);
    }

    fn properties(&mut self, at: &str, b: &'a Value, a: &'a Value) {
        let (b_props, a_props) = (items(&b["props"]), items(&a["props"]));
        let mut known: HashMap<&str, &'a Value> = HashMap::new();
        known.extend(a_props.iter().map(|prop| (key_of(prop), prop)));
        let b_keys: Vec<&str> = b_props.iter().map(key_of).collect();
        let b_set: HashSet<&str> = b_keys.iter().copied().collect();
        let a_keys: Vec<&str> =
            a_props.iter().map(key_of).filter(|it| b_set.contains(it)).collect();
        if b_keys.len() == a_keys.len() && b_keys != a_keys {
            self.differs(at, "order of keys", b_keys.join(", "), a_keys.join(", "));
        }
        if b["kind"] != "namespace" {
            for prop in a_props.iter().filter(|prop| !b_set.contains(key_of(prop))) {
                self.gone_or_new(at, &Value::Null, prop);
            }
        }
        for prop in b_props {
            match known.get(key_of(prop)) {
                Some(a_prop) => self.property(at, &b["kind"], prop, a_prop),
                None => self.gone_or_new(at, prop, &Value::Null),
            }
        }
    }

    fn gone_or_new(&mut self, at: &str, b: &'a Value, a: &'a Value) {
        let key = path(at, if b.is_null() { key_of(a) } else { key_of(b) });
        let outer = self.place.clone();
        let inner = place_of(self.node_of(&b["value"], true))
            .or_else(|| place_of(self.node_of(&a["value"], false)));
        self.place = inner.or(outer.clone());
        self.differs(&key, "", self.prop_text(b, true), self.prop_text(a, false));
        self.place = outer;
    }

    fn property(&mut self, at: &str, kind: &Value, b: &'a Value, a: &'a Value) {
        let key = key_of(b);
        let is_function = kind.as_str().is_some_and(|it| it.ends_with("function") || it == "class");
        if is_function && key == "name" && gained_name(&b["value"], &a["value"]) {
            return;
        }
        let at = path(at, key);
        if b["flags"] != a["flags"] {
            self.differs(&at, "attributes", show::attributes(b), show::attributes(a));
        }
        for (part, label) in
            [("value", ""), ("get", "[getter]"), ("set", "[setter]"), ("error", "")]
        {
            // An accessor that became a value is told by its attributes.
            if b[part].is_null() == a[part].is_null() || b["flags"] == a["flags"] {
                self.cell(&format!("{at}{label}"), &b[part], &a[part]);
            }
        }
    }

    fn node_of(&self, cell: &Value, before: bool) -> &'a Value {
        let nodes = if before { self.before } else { self.after };
        cell["ref"].as_u64().map_or(&Value::Null, |id| &nodes[id as usize])
    }

    fn cell_text(&self, cell: &Value, before: bool) -> String {
        shown(cell, self.node_of(cell, before))
    }

    fn prop_text(&self, prop: &Value, before: bool) -> String {
        match prop {
            Value::Null => "missing".to_string(),
            prop if prop["value"].is_null() => "a getter or setter".to_string(),
            prop => self.cell_text(&prop["value"], before),
        }
    }

    fn aspect(&mut self, view: View, key: &'static str, b: &Value, a: &Value) {
        if b[key] != a[key] {
            self.view = view;
            let (was, is) = show::texts(&show::plain(&b[key]), &show::plain(&a[key]));
            self.differs(key, "", was, is);
        }
    }

    fn differs(&mut self, at: &str, aspect: &'static str, was: String, is: String) {
        let (key, place) = (at.to_string(), self.place.clone());
        self.found.push(Difference { view: self.view, key, aspect, was, is, place });
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

/// Whether what is after fails as it did before. Node ends the process for an ES module that throws
/// in `require` before 22.13, and has errors of its own for the second view before 22.18.
fn throws_again(before: &Value, after: &Value) -> bool {
    const AGAIN: [&str; 2] = ["ERR_REQUIRE_CYCLE_MODULE", "ERR_INTERNAL_ASSERTION"];
    let error = &after["error"];
    let is_again = || error["code"].as_str().is_some_and(|code| AGAIN.contains(&code));
    after.is_null() || same_error(before, error) || is_again()
}

/// Where an error is thrown may change, as stack traces may.
fn same_error(b: &Value, a: &Value) -> bool {
    ["thrown", "name", "code", "message"].iter().all(|key| b[key] == a[key])
}

fn gained_name(before: &Value, after: &Value) -> bool {
    let name = after["string"].as_str().unwrap_or_default();
    before["string"] == "" && !name.is_empty() && name != "default"
}

fn place_of(node: &Value) -> Option<String> {
    node["place"].as_str().map(str::to_string)
}

fn path(at: &str, key: &str) -> String {
    let is_name = crate::plan::is_identifier_name(key);
    if is_name { format!("{at}.{key}") } else { format!("{at}[{}]", Value::from(key)) }
}

fn key_of(prop: &Value) -> &str {
    prop["key"].as_str().unwrap_or_default()
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}
