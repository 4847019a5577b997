//! Commits of what a run wrote, and the list of them that `git blame` reads.

use std::{fs, io, path::Path};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::record::Unit;
use crate::{change::Summary, vcs};

/// In the folder of the run: the commit of each group, one a line.
const MADE: &str = "commits";
/// <https://git-scm.com/docs/git-blame#Documentation/git-blame.txt-blameignoreRevsFile>
const BLAME: &str = ".git-blame-ignore-revs";

/// Which commits a run makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commits {
    pub each: Each,
    /// With `{name}`, `{path}`, `{wave}`, `{count}`, `{migrated}` and `{kept}`.
    pub message: Option<String>,
    /// Names them in `.git-blame-ignore-revs`, in a last commit.
    pub blame: bool,
}

/// What one commit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Each {
    Package,
    Wave,
}

impl Commits {
    /// What a template may hold between braces.
    pub const FIELDS: [&str; 6] = ["name", "path", "wave", "count", "migrated", "kept"];

    fn message(&self, units: &[&Unit]) -> String {
        let packages: Vec<&Unit> = units.iter().flat_map(|it| it.packages()).collect();
        let joined = |of: fn(&Unit) -> String| {
            packages.iter().map(|it| of(it)).collect::<Vec<_>>().join(", ")
        };
        let mut sum = Summary::default();
        for unit in units {
            sum += &unit.summary;
        }
        let values = [
            joined(|it| if it.name.is_empty() { it.path.clone() } else { it.name.clone() }),
            joined(|it| if it.path.is_empty() { ".".to_string() } else { it.path.clone() }),
            units.first().map_or(0, |it| it.wave).to_string(),
            packages.len().to_string(),
            sum.migrated.to_string(),
            sum.kept.to_string(),
        ];
        let template = self.message.as_deref().unwrap_or(match self.each {
            Each::Package => "Migrate {name} to ES modules",
            Each::Wave => "Migrate wave {wave} to ES modules\n\n{name}",
        });
        let fields = Self::FIELDS.iter().zip(values);
        fields.fold(template.to_string(), |text, (field, value)| {
            text.replace(&format!("{{{field}}}"), &value)
        })
    }
}

/// Commits the units of group `number`, unless an earlier run did.
pub(super) fn group(
    home: &Path,
    folder: &Path,
    number: usize,
    units: &[&Unit],
    commits: &Commits,
) -> Result<()> {
    let mut made = made(folder)?;
    if made.lines().count() > number {
        return Ok(());
    }
    let paths: Vec<String> = units.iter().flat_map(|it| it.paths()).collect();
    let hash = match &paths[..] {
        [] => "-".to_string(),
        paths => vcs::commit(home, paths, &commits.message(units))
            .context("what was written is not committed; mend the reason and resume")?,
    };
    made.push_str(&hash);
    made.push('\n');
    replace(folder, &folder.join(MADE), &made)
}

/// Names all commits of the run where `git blame` skips them.
pub(super) fn blame(home: &Path, folder: &Path) -> Result<()> {
    let made = made(folder)?;
    let top = vcs::top(home)?;
    let file = top.join(BLAME);
    let mut text = read(&file)?;
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for hash in made.lines().filter(|it| *it != "-" && !text.contains(it)).collect::<Vec<_>>() {
        text += &["# ", &vcs::subject(home, hash)?, "\n", hash, "\n"].concat();
    }
    replace(folder, &file, &text)?;
    let message = "Ignore the migration to ES modules in git blame";
    vcs::commit(&top, &[BLAME.to_string()], message).map(drop)
}

fn made(folder: &Path) -> Result<String> {
    read(&folder.join(MADE))
}

fn read(file: &Path) -> Result<String> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.with_context(|| format!("cannot read {}", file.display())),
    }
}

/// Writes a file without a moment at which it is half there.
fn replace(folder: &Path, file: &Path, text: &str) -> Result<()> {
    let staged = folder.join("text");
    let write = || fs::write(&staged, text).and_then(|()| fs::rename(&staged, file));
    write().with_context(|| format!("cannot write {}", file.display()))
}
