//! Settings files of tools, and what `"type": "module"` does to those in CommonJS: the one table of what each tool finds.

use super::paths::name;

/// A settings file that a tool looks for by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    pub tool: &'static str,
    pub becomes: Becomes,
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
    Some(ConfigFile { tool: entry.tool, becomes })
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

#[derive(Clone, Copy)]
struct Entry {
    tool: &'static str,
    names: &'static [&'static str],
    finds: Finds,
    since: Option<&'static str>,
}

const fn cjs(tool: &'static str, names: &'static [&'static str]) -> Entry {
    Entry { tool, names, finds: Finds::Cjs, since: None }
}

const fn since(entry: Entry, version: &'static str) -> Entry {
    Entry { since: Some(version), ..entry }
}

const fn other(tool: &'static str, names: &'static [&'static str], finds: Finds) -> Entry {
    Entry { tool, names, finds, since: None }
}

const TABLE: &[Entry] = &[
    since(cjs("eslint", &[".eslintrc.js"]), "6.8.0"),
    since(cjs("eslint", &["eslint.config.js"]), "8.57.0"),
    since(cjs("babel", &["babel.config.js", ".babelrc.js"]), "7.8.0"),
    cjs("jest", &["jest.config.js"]),
    cjs("mocha", &[".mocharc.js"]),
    cjs("postcss", &["postcss.config.js", ".postcssrc.js"]),
    since(cjs("tailwind", &["tailwind.config.js"]), "3.1.0"),
    cjs("webpack", &["webpack.config.js"]),
    cjs("rollup", &["rollup.config.js"]),
    cjs("vite", &["vite.config.js"]),
    cjs("gulp", &["gulpfile.js", "Gulpfile.js"]),
    cjs("grunt", &["Gruntfile.js", "gruntfile.js"]),
    cjs("commitlint", &["commitlint.config.js", ".commitlintrc.js"]),
    cjs("lint-staged", &["lint-staged.config.js", ".lintstagedrc.js"]),
    cjs("prettier", &["prettier.config.js", ".prettierrc.js"]),
    cjs("stylelint", &["stylelint.config.js", ".stylelintrc.js"]),
    cjs("semantic-release", &["release.config.js", ".releaserc.js"]),
    cjs("release-it", &[".release-it.js"]),
    cjs("nyc", &["nyc.config.js"]),
    cjs("ava", &["ava.config.js"]),
    cjs("size-limit", &[".size-limit.js"]),
    since(cjs("cypress", &["cypress.config.js"]), "10.0.0"),
    cjs("playwright", &["playwright.config.js"]),
    cjs("vitest", &["vitest.config.js"]),
    cjs("svgo", &["svgo.config.js"]),
    cjs("tsup", &["tsup.config.js"]),
    cjs("remark", &[".remarkrc.js"]),
    cjs("dependency-cruiser", &[".dependency-cruiser.js"]),
    cjs("standard-version", &[".versionrc.js"]),
    cjs("testem", &["testem.js"]),
    since(cjs("vue-cli", &["vue.config.js"]), "4.3.0"),
    other("next", &["next.config.js"], Finds::Modules),
    other("nuxt", &["nuxt.config.js"], Finds::Modules),
    other("karma", &["karma.conf.js"], Finds::Only),
    other("protractor", &["protractor.conf.js"], Finds::Only),
    other("jsdoc", &["jsdoc.conf.js", "jsdoc.config.js"], Finds::Only),
    other("wallaby", &["wallaby.js", "wallaby.config.js", "wallaby.conf.js"], Finds::Only),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_in_the_table_once() {
        let mut names: Vec<_> = TABLE.iter().flat_map(|entry| entry.names).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
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
