//! Which files are no part of what a package offers.

/// Files that only the package's own developers run: by convention of folder and file names.
pub fn is_development(path: &str) -> bool {
    const FOLDERS: [&str; 16] = [
        "test",
        "tests",
        "__tests__",
        "__mocks__",
        "spec",
        "specs",
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
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_ascii_lowercase();
    folders.split('/').any(|it| FOLDERS.contains(&it))
        || lower.starts_with('.')
        || lower.contains(".config.")
        || lower.contains(".conf.")
        || [".test.js", ".spec.js", "-test.js", "_test.js", ".bench.js"]
            .iter()
            .any(|it| lower.ends_with(it))
        || [
            "test.js",
            "tests.js",
            "bench.js",
            "benchmark.js",
            "example.js",
            "gruntfile.js",
            "gulpfile.js",
            "makefile.js",
        ]
        .contains(&lower.as_str())
}
