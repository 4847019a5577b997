//! Target trees of `exports` and `imports` (<https://nodejs.org/api/packages.html#package-entry-points>).

use serde_json::Value;

/// One value of `exports` or `imports`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A path that starts with `./`, or in `imports` also a package.
    Path(String),
    /// Tried in order.
    Fallbacks(Vec<Target>),
    /// Conditions in the order in which Node tests them.
    Conditions(Vec<(String, Target)>),
    /// `null`: closed.
    Closed,
    /// What Node refuses with `ERR_INVALID_PACKAGE_TARGET`.
    Invalid,
}

impl Target {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::String(path) => Self::Path(path.clone()),
            Value::Array(list) => Self::Fallbacks(list.iter().map(Self::of).collect()),
            Value::Object(map) => Self::Conditions(
                map.iter().map(|(name, value)| (name.clone(), Self::of(value))).collect(),
            ),
            Value::Null => Self::Closed,
            Value::Bool(_) | Value::Number(_) => Self::Invalid,
        }
    }

    /// Every path that some set of conditions reaches, with the conditions on the way.
    pub fn paths(&self) -> Vec<(Vec<String>, &str)> {
        let mut found = Vec::new();
        self.collect(&mut Vec::new(), &mut found);
        found
    }

    fn collect<'a>(&'a self, way: &mut Vec<String>, found: &mut Vec<(Vec<String>, &'a str)>) {
        match self {
            Self::Path(path) => found.push((way.clone(), path)),
            Self::Fallbacks(list) => {
                for target in list {
                    target.collect(way, found);
                    if matches!(target, Self::Path(path) if path.starts_with("./")) {
                        break;
                    }
                }
            }
            Self::Conditions(conditions) => {
                for (name, target) in conditions {
                    way.push(name.clone());
                    target.collect(way, found);
                    way.pop();
                    if name == "default" {
                        break;
                    }
                }
            }
            Self::Closed | Self::Invalid => {}
        }
    }
}

/// `exports` as a list of subpaths: sugar (a value without `.` keys) stands for `"."`.
pub(super) fn subpaths(value: &Value) -> Vec<(String, Target)> {
    match value {
        Value::Object(map) if map.is_empty() => Vec::new(),
        Value::Object(map) if map.keys().all(|key| key.starts_with('.')) => {
            map.iter().map(|(key, value)| (key.clone(), Target::of(value))).collect()
        }
        _ => vec![(".".to_string(), Target::of(value))],
    }
}

/// The key that answers for `subpath` (`PACKAGE_IMPORTS_EXPORTS_RESOLVE`), and what its `*` stands for.
pub fn matching_key<'k, 's>(
    keys: impl Iterator<Item = &'k str>,
    subpath: &'s str,
) -> Option<(&'k str, &'s str)> {
    let mut best: Option<(&str, &str)> = None;
    for key in keys {
        if key == subpath && !key.contains('*') {
            return Some((key, ""));
        }
        if let Some(star) = star_in(key, subpath)
            && best.is_none_or(|(other, _)| rank(key) > rank(other))
        {
            best = Some((key, star));
        }
    }
    best
}

/// What the `*` of `pattern` must be to make `text`; never nothing, as in Node.
pub(super) fn star_in<'s>(pattern: &str, text: &'s str) -> Option<&'s str> {
    let (before, after) = pattern.split_once('*')?;
    text.strip_prefix(before)?.strip_suffix(after).filter(|star| !star.is_empty())
}

/// `PATTERN_KEY_COMPARE`: the longer text before the `*` wins, then the longer key.
fn rank(key: &str) -> (usize, usize) {
    (key.find('*').unwrap_or(key.len()), key.len())
}
