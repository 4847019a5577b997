//! Which files are no part of what a package offers.

/// Folders of tests and what they need.
const TESTS: [&str; 6] = ["test", "tests", "__tests__", "__mocks__", "spec", "specs"];

/// Other folders of developers.
const FOLDERS: [&str; 11] = [
    ".storybook",
    "bench",
    "benchmark",
    "benchmarks",
    "example",
    "examples",
    "doc",
    "docs",
    "scripts",
    "script",
    "fixtures",
];

/// Files that only the package's own developers run: by convention of folder and file names.
pub fn is_development(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_ascii_lowercase();
    is_test(path)
        || folders.split('/').any(|it| FOLDERS.contains(&it))
        || lower.starts_with('.')
        || lower.contains(".config.")
        || lower.contains(".conf.")
        || lower.ends_with(".bench.js")
        || ["bench.js", "benchmark.js", "example.js", "gruntfile.js", "gulpfile.js", "makefile.js"]
            .contains(&lower.as_str())
}

/// Tests and what is beside them, by the same conventions.
pub fn is_test(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_ascii_lowercase();
    folders.split('/').any(|it| TESTS.contains(&it))
        || [".test.js", ".spec.js"].iter().any(|it| lower.ends_with(it))
        || ["test.js", "tests.js"].contains(&lower.as_str())
        || may_be_test(path)
}

/// A test by the end of its name alone, which may just as well be something that tests use: what
/// it exports then tells.
pub(super) fn may_be_test(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let apart = folders.split('/').any(|it| TESTS.contains(&it) || FOLDERS.contains(&it));
    !apart && ["-test.js", "_test.js"].iter().any(|it| name.to_ascii_lowercase().ends_with(it))
}

/// A file that Storybook's bundlers read, and nothing else: they may not know names in quotes.
pub fn is_story(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_setting = folders.split('/').next_back() == Some(".storybook") && name != "main.js";
    is_setting || [".stories.js", ".story.js"].iter().any(|it| name.ends_with(it))
}
