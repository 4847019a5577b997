//! Paths inside a package: joined, made relative, and written in the manner of the path they replace.

use std::collections::BTreeSet;

/// `value` from the folder `base`, without `.` and `..`; `None` when it leaves the package or is no path.
pub(crate) fn join(base: &str, value: &str) -> Option<String> {
    if value.contains("://") || value.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(value.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of `path`, `""` for the root.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of `path`.
pub(crate) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// `path` as seen from the folder `base`.
pub(crate) fn relative(base: &str, path: &str) -> String {
    let from: Vec<_> = base.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<_> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let ups = std::iter::repeat_n("..", from.len() - shared);
    ups.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// `path` written as its author wrote `value`: with or without `./`, `/` or Jest's `<rootDir>/` in front.
pub(super) fn in_manner(value: &str, base: &str, path: &str) -> String {
    let path = relative(base, path);
    let prefix = ["./", "/", "<rootDir>/"].into_iter().find(|prefix| value.starts_with(prefix));
    match prefix {
        Some("./") if path.starts_with("../") => path,
        Some(prefix) => format!("{prefix}{path}"),
        None => path,
    }
}

/// The file that `require` finds for `path` (<https://nodejs.org/api/modules.html#all-together>): `LOAD_AS_FILE`,
/// then the index of a folder.
pub(super) fn resolve(path: &str, exists: &dyn Fn(&str) -> bool) -> Option<String> {
    const TAILS: [&str; 7] =
        ["", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"];
    TAILS.iter().find_map(|tail| {
        let candidate = format!("{path}{tail}");
        let candidate = candidate.trim_start_matches('/');
        exists(candidate).then(|| candidate.to_string())
    })
}

/// What moves, seen from the folder of one file that names it.
#[derive(Clone, Copy)]
pub(super) struct Moves<'a> {
    pub(super) base: &'a str,
    pub(super) renames: &'a [(String, String)],
    pub(super) files: &'a BTreeSet<String>,
}

impl<'a> Moves<'a> {
    /// The new path of the file `path`, if it moves.
    pub(super) fn of(&self, path: &str) -> Option<&'a str> {
        self.renames.iter().find(|(old, _)| old == path).map(|(_, new)| new.as_str())
    }

    /// Whether `path` was a file before anything moved.
    pub(super) fn existed(&self, path: &str) -> bool {
        self.files.contains(path) || self.of(path).is_some()
    }

    /// `value`, which names exactly one file, after the moves; `None` when it stays.
    pub(super) fn exact(&self, value: &str) -> Option<String> {
        let plain = value.strip_prefix("<rootDir>/").unwrap_or(value);
        let path = if plain.starts_with('/') { join("", plain) } else { join(self.base, plain) };
        Some(in_manner(value, self.base, self.of(&path?)?))
    }

    /// `value`, by which a tool is told a file: exactly, or with a folder as `require` finds it.
    pub(super) fn setting(&self, value: &str) -> Option<String> {
        let requires = value.contains('/') && !value.starts_with(['/', '@']);
        let found = self.exact(value).or_else(|| self.required(value).filter(|_| requires));
        found.or_else(|| self.expression(value))
    }

    /// `value`, a regular expression whose escapes spell the whole path of one file that moves.
    fn expression(&self, value: &str) -> Option<String> {
        let escaped = |path: &str| relative(self.base, path).replace('.', "\\.");
        self.renames.iter().filter(|_| value.contains("\\.")).find_map(|(old, new)| {
            let old = escaped(old);
            let at = value.find(&old)?;
            let (before, after) = (&value[..at], &value[at + old.len()..]);
            let begins = before.is_empty() || before.ends_with(['/', '^', '(', '|']);
            let ends = after.is_empty() || after.starts_with(['$', ')', '|']);
            (begins && ends).then(|| format!("{before}{}{after}", escaped(new)))
        })
    }

    /// `value`, found as `require` finds it, after the moves; `None` when it stays.
    pub(super) fn required(&self, value: &str) -> Option<String> {
        let found = resolve(&join(self.base, value)?, &|path| self.existed(path))?;
        Some(in_manner(value, self.base, self.of(&found)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_leave_the_package_only_as_none() {
        assert_eq!(join("a/b", "../x.js").as_deref(), Some("a/x.js"));
        assert_eq!(join("a", "../../x.js"), None);
        assert_eq!(relative("a/b", "a/c/x.js"), "../c/x.js");
        assert_eq!(in_manner("./y", "a", "x.js"), "../x.js");
        assert_eq!(in_manner("./y", "a", "a/x.js"), "./x.js");
    }
}
