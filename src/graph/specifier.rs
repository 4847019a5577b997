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
    let rest: Vec<String> = target[shared..].iter().map(|it| escape(it)).collect();
    format!("{start}{}", rest.join("/"))
}

/// Escapes what a URL would take for something else than a character of a file name.
fn escape(name: &str) -> String {
    name.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace('\\', "%5C")
}

/// Specifiers by which `import` may find the file that `require(specifier)` found at `path`.
pub(super) fn candidates(specifier: &str, path: &Path) -> Vec<String> {
    let mut candidates = vec![specifier.to_string()];
    if specifier.starts_with('.') || specifier.starts_with('/') || specifier.starts_with('#') {
        return candidates;
    }
    let bare = specifier.trim_end_matches('/');
    let depth = if specifier.starts_with('@') { 2 } else { 1 };
    let package: Vec<&str> = bare.splitn(depth + 1, '/').take(depth).collect();
    let package = package.join("/");
    let text = path.to_string_lossy().replace('\\', "/");
    if let Some(at) = text.rfind(&format!("/node_modules/{package}/")) {
        let inside = &text[at + "/node_modules/".len() + package.len() + 1..];
        candidates.push(format!("{package}/{inside}"));
    }
    candidates.extend([".js", ".json", "/index.js"].map(|end| format!("{bare}{end}")));
    candidates
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
