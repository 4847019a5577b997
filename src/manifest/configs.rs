//! Settings files of tools, and what `"type": "module"` does to them: the one table of what each tool finds.

/// A settings file that a tool looks for by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    pub tool: &'static str,
    pub becomes: Becomes,
}

/// What to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    /// The tool finds this name too, and it stays CommonJS.
    KeepCjs(String),
    /// The tool imports it, so it is a file like others.
    Migrate,
    /// The tool finds no other name: a person must say it on the command line.
    Named,
}

/// What the file at `path` is to a tool.
pub fn config_file(path: &str) -> Option<ConfigFile> {
    let _ = path;
    None
}
