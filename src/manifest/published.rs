//! What `files` in a manifest publishes.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// `patterns` as rules like those of an ignore file, which say what to take; `None` for patterns
/// that nobody understands.
pub fn published(patterns: &[String]) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        let (not, path) = pattern.strip_prefix('!').map_or(("", pattern.as_str()), |it| ("!", it));
        let path = path.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        let path = if path.is_empty() || path == "." { "**" } else { path };
        builder.add_line(None, &format!("{not}/{path}")).ok()?;
    }
    builder.build().ok()
}
