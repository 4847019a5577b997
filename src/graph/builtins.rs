//! Node's builtin modules, and the named exports that all supported versions have.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Written by `scripts/builtins.sh`.
static TABLE: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    include_str!("../data/builtins.txt")
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.collect()))
        })
        .collect()
});

/// The module that `specifier` names, without `node:` unless it exists only with it.
pub fn builtin(specifier: &str) -> Option<&'static str> {
    let bare = specifier.strip_prefix("node:").unwrap_or(specifier);
    let known = |name: &str| TABLE.get_key_value(name).map(|(&key, _)| key);
    known(specifier).or_else(|| known(bare))
}

/// Whether every supported Node lets ES modules import `name` from the builtin `module`.
pub fn has_name(module: &str, name: &str) -> bool {
    TABLE.get(module).is_some_and(|names| names.contains(name))
}
