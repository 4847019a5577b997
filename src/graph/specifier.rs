//! How an ES module has to write a specifier (<https://nodejs.org/api/esm.html#mandatory-file-extensions>).

use std::path::Path;

/// The relative URL from the file `from` to the file `target`, both relative to the package root.
pub(crate) fn relative(from: &str, target: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let target: Vec<&str> = target.split('/').collect();
    let folders = &from[..from.len() - 1];
    let shared = folders.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let ups = "../".repeat(folders.len() - shared);
    let start = if ups.is_empty() { "./" } else { &ups };
    let rest: Vec<String> = target[shared..].iter().copied().map(escape).collect();
    format!("{start}{}", rest.join("/"))
}

/// The same from a file to another one anywhere, both by absolute paths; `None` for a name that
/// has to be escaped or is no text.
pub(crate) fn beside(from: &Path, target: &Path) -> Option<String> {
    let (from, target) = (from.to_str()?, target.to_str()?);
    let plain = target.split('/').all(|it| escape(it) == it);
    plain.then(|| relative(from, target))
}

/// Escapes what a URL would take for something else than a character of a file name.
fn escape(name: &str) -> String {
    name.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace('\\', "%5C")
}

/// The specifier by which `import` finds the file `path` inside a package without an exports map:
/// its name and path. The folder of the package may be a link, so that only `finds`, which tries a
/// name and path without escapes, knows where the package begins.
pub(crate) fn inside_package(
    specifier: &str,
    path: &Path,
    finds: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let package = package_of(specifier)?;
    path.ancestors().skip(1).find_map(|folder| {
        let inside: Option<Vec<&str>> =
            path.strip_prefix(folder).ok()?.iter().map(|it| it.to_str()).collect();
        let inside = inside?;
        let escaped: Vec<String> = inside.iter().copied().map(escape).collect();
        finds(&format!("{package}/{}", inside.join("/")))
            .then(|| format!("{package}/{}", escaped.join("/")))
    })
}

/// `name` or `@scope/name` of a bare specifier.
pub(super) fn package_of(specifier: &str) -> Option<String> {
    (!specifier.starts_with(['.', '/', '#'])).then(|| package_name(specifier))
}

/// `name` or `@scope/name`.
pub(crate) fn package_name(specifier: &str) -> String {
    let parts = if specifier.starts_with('@') { 2 } else { 1 };
    specifier.split('/').take(parts).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn relative_urls() {
        assert_eq!(relative("index.js", "lib/a.js"), "./lib/a.js");
        assert_eq!(relative("lib/x/b.js", "index.js"), "../../index.js");
        assert_eq!(relative("lib/b.js", "lib/a#1%.js"), "./a%231%25.js");
    }
}
