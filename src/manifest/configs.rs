//! Settings files of tools, and what `"type": "module"` does to those in CommonJS: the one table of what each tool finds.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::engines::{Narrowed, narrow};
use super::paths::name;

/// A settings file that a tool looks for by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    pub tool: &'static str,
    /// The package that has the tool.
    pub package: &'static str,
    /// The first version of the tool that imports this file when it is an ES module.
    pub modules: Option<&'static str>,
    pub becomes: Becomes,
    /// The tool's versions that find no `.cjs` cannot load an ES module either.
    pub only_scripts: bool,
}

/// What to do with it when it is CommonJS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    /// The tool finds this path too.
    KeepCjs {
        path: String,
        /// The first version of the tool that does, where known for sure.
        since: Option<&'static str>,
    },
    /// The tool finds no `.cjs`, but imports ES modules, so it is a file like others.
    Migrate,
    /// The tool neither finds nor imports another name by itself: this path must be given on its command line.
    Named(String),
}

/// What the file at `path` is to a tool; `None` for all others.
pub fn config_file(path: &str) -> Option<ConfigFile> {
    let entry = TABLE.iter().find(|entry| entry.names.contains(&name(path)))?;
    let stem = path.strip_suffix(".js")?;
    let cjs = format!("{stem}.cjs");
    let becomes = match entry.finds {
        Finds::Cjs => Becomes::KeepCjs { path: cjs, since: entry.since },
        Finds::Modules => Becomes::Migrate,
        Finds::Only => Becomes::Named(cjs),
    };
    let Entry { tool, package, modules, only_scripts, .. } = *entry;
    Some(ConfigFile { tool, package, modules, becomes, only_scripts })
}

/// Settings that need not be `.cjs`, by their names.
#[derive(Debug, Default)]
pub struct Settings {
    /// Their tools do not find a `.cjs`, but load them as ES modules: no version that the manifest asks for finds
    /// one, or the installed one does not.
    pub old: BTreeSet<&'static str>,
    /// Every version that the manifest asks for, or the installed one, imports them, and nobody requires them.
    pub imported: BTreeSet<&'static str>,
}

impl Settings {
    /// Of the settings among `files`, in a package with the manifest's `fields` and versions `installed`.
    pub fn of(
        fields: &Map<String, Value>,
        files: &[&str],
        installed: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let versions = |entry: &Entry, since: &str, wanted| {
            let since = format!(">={since}");
            match asked(fields, entry.package).map(|range| narrow(range, &since)) {
                Some(Narrowed::Empty) => wanted == Narrowed::Empty,
                Some(Narrowed::Inside) => wanted == Narrowed::Inside,
                _ => installed(entry.package).is_some_and(|it| narrow(&it, &since) == wanted),
            }
        };
        let is_old = |entry: &&Entry| {
            entry.since.is_some_and(|since| versions(entry, since, Narrowed::Empty))
        };
        let is_imported = |entry: &&Entry| {
            entry.imports && entry.modules.is_some_and(|it| versions(entry, it, Narrowed::Inside))
        };
        let is_there = |entry: &&Entry| files.iter().any(|path| entry.names.contains(&name(path)));
        let found: Vec<&Entry> = TABLE.iter().filter(is_there).collect();
        let names =
            |list: Vec<&&Entry>| list.into_iter().flat_map(|it| it.names).copied().collect();
        Self {
            old: names(found.iter().filter(|it| !it.only_scripts && is_old(it)).collect()),
            imported: names(found.iter().filter(|it| is_imported(it)).collect()),
        }
    }
}

/// The range of `package` that the manifest asks for.
fn asked<'f>(fields: &'f Map<String, Value>, package: &str) -> Option<&'f str> {
    let mut lists = ["devDependencies", "dependencies"].into_iter();
    lists.find_map(|it| fields.get(it)?.get(package)?.as_str())
}

/// What a tool finds beside the `.js` name.
#[derive(Clone, Copy)]
enum Finds {
    /// The same name with `.cjs`.
    Cjs,
    /// No `.cjs`, but it imports the `.js`.
    Modules,
    /// Nothing.
    Only,
}

/// A tool, the package that has it, and the names of its settings files.
#[derive(Clone, Copy)]
struct Entry {
    tool: &'static str,
    package: &'static str,
    names: &'static [&'static str],
    finds: Finds,
    since: Option<&'static str>,
    modules: Option<&'static str>,
    only_scripts: bool,
    imports: bool,
}

const fn cjs(
    tool: &'static str,
    package: &'static str,
    names: &'static [&'static str],
    since: &'static str,
) -> Entry {
    Entry { since: Some(since), ..other(tool, package, names, Finds::Cjs) }
}

/// The version that finds `.cjs` is not known.
const fn some(tool: &'static str, package: &'static str, names: &'static [&'static str]) -> Entry {
    other(tool, package, names, Finds::Cjs)
}

const fn other(
    tool: &'static str,
    package: &'static str,
    names: &'static [&'static str],
    finds: Finds,
) -> Entry {
    Entry {
        tool,
        package,
        names,
        finds,
        since: None,
        modules: None,
        only_scripts: false,
        imports: false,
    }
}

/// The version that imports the `.js` when it is an ES module, on any Node.
const fn modules(entry: Entry, version: &'static str) -> Entry {
    Entry { modules: Some(version), ..entry }
}

/// From that version on, nobody loads the file but the tool, which takes the default export of an ES module.
const fn imported(entry: Entry) -> Entry {
    Entry { imports: true, ..entry }
}

/// Before the version that finds `.cjs`, the tool compiled everything as a script, or read no quoted names.
const fn scripts(entry: Entry) -> Entry {
    Entry { only_scripts: true, ..entry }
}

/// Versions are the first releases in whose code the name stands.
const TABLE: &[Entry] = &[
    cjs("eslint", "eslint", &[".eslintrc.js"], "6.8.0"),
    imported(modules(cjs("eslint", "eslint", &["eslint.config.js"], "8.57.0"), "8.21.0")),
    modules(cjs("babel", "@babel/core", &["babel.config.js", ".babelrc.js"], "7.8.0"), "7.8.0"),
    imported(modules(cjs("jest", "jest", &["jest.config.js"], "25.1.0"), "27.0.0")),
    cjs("mocha", "mocha", &[".mocharc.js"], "7.1.0"),
    modules(
        cjs("postcss", "postcss-load-config", &["postcss.config.js", ".postcssrc.js"], "3.1.0"),
        "5.0.0",
    ),
    modules(cjs("tailwind", "tailwindcss", &["tailwind.config.js"], "3.1.0"), "3.3.0"),
    scripts(modules(cjs("webpack", "webpack-cli", &["webpack.config.js"], "4.0.0"), "4.5.0")),
    imported(scripts(modules(cjs("rollup", "rollup", &["rollup.config.js"], "2.3.0"), "3.0.0"))),
    imported(modules(cjs("vite", "vite", &["vite.config.js"], "2.8.0"), "2.0.0")),
    cjs("gulp", "gulp", &["gulpfile.js", "Gulpfile.js"], "5.0.0"),
    cjs("grunt", "grunt", &["Gruntfile.js", "gruntfile.js"], "1.5.0"),
    imported(modules(
        cjs(
            "commitlint",
            "@commitlint/cli",
            &["commitlint.config.js", ".commitlintrc.js"],
            "10.0.0",
        ),
        "18.5.0",
    )),
    imported(modules(
        cjs("lint-staged", "lint-staged", &["lint-staged.config.js", ".lintstagedrc.js"], "10.5.0"),
        "12.0.0",
    )),
    imported(modules(
        cjs("prettier", "prettier", &["prettier.config.js", ".prettierrc.js"], "2.1.0"),
        "3.0.0",
    )),
    imported(scripts(modules(
        cjs("stylelint", "stylelint", &["stylelint.config.js", ".stylelintrc.js"], "13.7.0"),
        "16.0.0",
    ))),
    cjs("semantic-release", "semantic-release", &["release.config.js", ".releaserc.js"], "17.3.6"),
    cjs("release-it", "release-it", &[".release-it.js"], "14.8.0"),
    cjs("nyc", "nyc", &["nyc.config.js"], "15.0.0"),
    modules(cjs("ava", "ava", &["ava.config.js"], "3.0.0"), "3.3.0"),
    cjs("size-limit", "size-limit", &[".size-limit.js"], "5.0.0"),
    modules(cjs("cypress", "cypress", &["cypress.config.js"], "10.0.0"), "10.0.0"),
    modules(cjs("playwright", "@playwright/test", &["playwright.config.js"], "1.34.0"), "1.18.0"),
    some("vitest", "vitest", &["vitest.config.js"]),
    modules(cjs("svgo", "svgo", &["svgo.config.js"], "2.8.0"), "3.0.0"),
    cjs("tsup", "tsup", &["tsup.config.js"], "5.0.0"),
    cjs("remark", "remark-cli", &[".remarkrc.js"], "10.0.0"),
    cjs("dependency-cruiser", "dependency-cruiser", &[".dependency-cruiser.js"], "10.1.0"),
    cjs("standard-version", "standard-version", &[".versionrc.js"], "9.5.0"),
    other("testem", "testem", &["testem.js"], Finds::Modules),
    cjs("vue-cli", "@vue/cli-service", &["vue.config.js"], "4.3.0"),
    cjs("metro", "metro-config", &["metro.config.js"], "0.80.0"),
    cjs("nightwatch", "nightwatch", &["nightwatch.conf.js"], "2.0.1"),
    // The command line of the apps that use a package reads it, with `require`.
    other(
        "react-native",
        "@react-native-community/cli",
        &["react-native.config.js"],
        Finds::Modules,
    ),
    modules(other("wdio", "@wdio/cli", &["wdio.conf.js"], Finds::Modules), "8.0.0"),
    modules(other("next", "next", &["next.config.js"], Finds::Modules), "12.0.0"),
    modules(other("nuxt", "nuxt", &["nuxt.config.js"], Finds::Modules), "2.0.0"),
    // These are told a name, or have this one; `require` loads it.
    other("karma", "karma", &["karma.conf.js"], Finds::Only),
    other("protractor", "protractor", &["protractor.conf.js"], Finds::Only),
    other("jsdoc", "jsdoc", &["jsdoc.conf.js", "jsdoc.config.js"], Finds::Only),
    other(
        "wallaby",
        "wallaby",
        &["wallaby.js", "wallaby.config.js", "wallaby.conf.js"],
        Finds::Only,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_versions() {
        let versions = TABLE.iter().flat_map(|entry| entry.since.into_iter().chain(entry.modules));
        for version in versions {
            assert!(node_semver::Version::parse(version).is_ok(), "{version}");
        }
    }

    #[test]
    fn each_name_is_in_the_table_once() {
        let mut names: Vec<_> = TABLE.iter().flat_map(|entry| entry.names).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn old_versions_are_those_that_no_update_helps_or_that_are_installed() {
        let fields =
            r#"{ "devDependencies": { "mocha": "^6.2.0", "gulp": "^4", "eslint": ">=5" } }"#;
        let fields = serde_json::from_str(fields).unwrap_or_default();
        let files = ["gulpfile.js", "a/.mocharc.js", ".eslintrc.js", "svgo.config.js"];
        let installed = |name: &str| (name == "eslint").then(|| "6.2.0".to_string());
        let old = |installed: &dyn Fn(&str) -> Option<String>| {
            Settings::of(&fields, &files, installed).old.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(old(&|_| None), [".mocharc.js", "Gulpfile.js", "gulpfile.js"]);
        assert_eq!(old(&installed)[0], ".eslintrc.js");
    }

    #[test]
    fn settings_keep_their_folder() {
        let becomes = |path| config_file(path).map(|file| file.becomes);
        let kept = |path: &str, since| Some(Becomes::KeepCjs { path: path.to_string(), since });
        assert_eq!(becomes("test/.eslintrc.js"), kept("test/.eslintrc.cjs", Some("6.8.0")));
        assert_eq!(becomes("karma.conf.js"), Some(Becomes::Named("karma.conf.cjs".to_string())));
        assert_eq!(becomes("lib/index.js"), None);
    }
}
