//! What `files` in a manifest publishes.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{EntryKind, EntryPoint, Manifest};

/// The files that others get, by the field `files`: all of them where it is missing, or where nobody
/// understands its patterns.
#[derive(Debug, Default)]
pub struct Published(Option<Gitignore>);

impl Published {
    /// What `manifest` publishes.
    pub fn of(manifest: &Manifest) -> Self {
        Self(manifest.files.as_deref().and_then(rules))
    }

    /// Others get the file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.0.as_ref().is_none_or(|it| it.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// Others can take this way into the package: a pattern of the exports map leads to no file that
    /// they do not get.
    pub fn offers(&self, manifest: &Manifest, point: &EntryPoint) -> bool {
        let mut keys = manifest.exports.iter().flatten().map(|(key, _)| key);
        point.kind != EntryKind::Export
            || keys.any(|key| *key == point.subpath)
            || self.has(&point.target)
    }
}

/// `patterns` as rules like those of an ignore file, which say what to take; where they choose between
/// parts of a path, which such rules cannot, nothing is known.
fn rules(patterns: &[String]) -> Option<Gitignore> {
    if patterns.iter().any(|it| it.contains(['(', '{'])) {
        return None;
    }
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        let (not, path) = pattern.strip_prefix('!').map_or(("", pattern.as_str()), |it| ("!", it));
        let path = path.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        let path = if path.is_empty() || path == "." { "**" } else { path };
        builder.add_line(None, &format!("{not}/{path}")).ok()?;
    }
    builder.build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &str) -> Published {
        let text = format!("{{ \"name\": \"a\", \"files\": {files} }}");
        Published::of(&Manifest::parse(&text).expect("a manifest"))
    }

    #[test]
    fn patterns_say_what_others_get() {
        let lib = of(r#"["lib", "!lib/test", "./bin/*.js"]"#);
        assert!(lib.has("lib/a/b.js") && lib.has("bin/run.js"));
        assert!(!lib.has("lib/test/a.js") && !lib.has("src/a.js"));
        assert!(of("[]").0.is_some() && !of("[]").has("a.js"));
    }

    #[test]
    fn patterns_that_choose_say_nothing() {
        assert!(of(r#"["dist/**/!(*.tsbuildinfo)"]"#).has("dist/cjs/a.js"));
        assert!(of(r#"["{lib,bin}"]"#).has("lib/a.js"));
    }
}
