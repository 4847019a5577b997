//! `--package` and `--changed-since`: which packages of a workspace are meant, in the language of
//! pnpm (<https://pnpm.io/filtering>).

use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

use super::{Workspace, trouble, waves};
use crate::{
    finding::Finding,
    vcs::{self, Unsafe},
};

/// The packages that were asked for; all but the root when nothing is said.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Filters, as typed.
    pub filters: Vec<String>,
    /// A git revision.
    pub changed_since: Option<String>,
    /// The number of a wave, from 1.
    pub wave: Option<usize>,
    /// Paths of packages from the root of the workspace.
    pub units: Vec<String>,
}

/// One filter, taken apart.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of the language")]
struct Filter<'a> {
    exclude: bool,
    dependents: bool,
    dependencies: bool,
    /// Only what `...` adds.
    without_itself: bool,
    name: &'a str,
    folder: Option<&'a str>,
    since: Option<&'a str>,
}

impl Selection {
    /// Nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.filters.is_empty()
            && self.changed_since.is_none()
            && self.wave.is_none()
            && self.units.is_empty()
    }

    /// The members that are meant, in their order. The error is a filter that means none.
    pub fn of(&self, workspace: &Workspace) -> Result<Vec<usize>, Finding> {
        let mut meant: BTreeSet<usize> = BTreeSet::new();
        let filters: Vec<Filter<'_>> = self.filters.iter().map(|it| Filter::parse(it)).collect();
        if filters.iter().all(|it| it.exclude) {
            meant.extend(workspace.packages());
        }
        for (text, filter) in self.filters.iter().zip(&filters) {
            let found = filter.members(workspace)?;
            if found.is_empty() && filter.since.is_none() {
                let message = format!("`--package {text}` matches no package of the workspace");
                return Err(trouble("", message));
            }
            if filter.exclude {
                meant.retain(|it| !found.contains(it));
            } else {
                meant.extend(found);
            }
        }
        if let Some(revision) = &self.changed_since {
            let changed = changed(workspace, revision)?;
            meant.retain(|it| changed.contains(it));
        }
        if let Some(wave) = self.wave {
            let waves = waves(workspace);
            let last = workspace.packages().map(|it| waves.of[it]).max().unwrap_or_default();
            if !(1..=last).contains(&wave) {
                return Err(trouble("", format!("`--wave {wave}`: the waves are 1 to {last}")));
            }
            meant.retain(|&it| waves.of[it] == wave);
        }
        if !self.units.is_empty() {
            let path = |index: usize| &workspace.members[index].path;
            let all: Vec<usize> = workspace.packages().collect();
            if let Some(unit) = self.units.iter().find(|it| !all.iter().any(|&at| path(at) == *it))
            {
                return Err(trouble("", format!("`--unit {unit}` is no package of the workspace")));
            }
            meant.retain(|&it| self.units.contains(path(it)));
        }
        Ok(meant.into_iter().collect())
    }
}

impl<'a> Filter<'a> {
    fn parse(text: &'a str) -> Self {
        let mut filter = Self::default();
        let mut rest = text;
        if let Some(plain) = rest.strip_prefix('!') {
            (filter.exclude, rest) = (true, plain);
        }
        if let Some(plain) = rest.strip_suffix("...") {
            (filter.dependencies, rest) = (true, plain);
            if let Some(plain) = rest.strip_suffix('^') {
                (filter.without_itself, rest) = (true, plain);
            }
        }
        if let Some(plain) = rest.strip_prefix("...") {
            (filter.dependents, rest) = (true, plain);
            if let Some(plain) = rest.strip_prefix('^') {
                (filter.without_itself, rest) = (true, plain);
            }
        }
        if let Some((before, since)) = rest.strip_suffix(']').and_then(|it| it.split_once('[')) {
            (filter.since, rest) = (Some(since), before);
        }
        if let Some((before, folder)) = rest.strip_suffix('}').and_then(|it| it.split_once('{')) {
            (filter.folder, rest) = (Some(folder), before);
        }
        if rest.starts_with('.') || rest.starts_with('/') {
            (filter.folder, rest) = (Some(rest), "");
        }
        filter.name = rest;
        filter
    }

    fn members(&self, workspace: &Workspace) -> Result<BTreeSet<usize>, Finding> {
        let name = matcher(self.name)?;
        let below = self.folder.map(folder).transpose()?;
        let scoped = self.scoped(workspace);
        let changed = self.since.map(|it| changed(workspace, it)).transpose()?;
        let matching = |&index: &usize| {
            let member = &workspace.members[index];
            let is_named = || name.is_match(&member.name) || scoped == Some(index);
            (self.name.is_empty() || is_named())
                && below.as_ref().is_none_or(|it| it.is_match(&member.path))
                && changed.as_ref().is_none_or(|it| it.contains(&index))
        };
        let found: BTreeSet<usize> = (0..workspace.members.len()).filter(matching).collect();
        Ok(self.with_neighbours(workspace, found))
    }

    /// A name without its scope, where only one package has it.
    fn scoped(&self, workspace: &Workspace) -> Option<usize> {
        let is_plain = !self.name.is_empty() && !self.name.contains(['@', '/', '*']);
        if !is_plain || workspace.members.iter().any(|it| it.name == self.name) {
            return None;
        }
        let has = |name: &str| name.split_once('/').is_some_and(|(_, rest)| rest == self.name);
        let mut found = (0..workspace.members.len()).filter(|&it| has(&workspace.members[it].name));
        found.next().filter(|_| found.next().is_none())
    }

    fn with_neighbours(&self, workspace: &Workspace, found: BTreeSet<usize>) -> BTreeSet<usize> {
        let needs = |from: usize, to: usize| {
            let member = &workspace.members[from];
            member.needed().any(|it| it == to) || member.development.contains(&to)
        };
        let mut all = BTreeSet::new();
        if self.dependencies {
            all.extend(reached(workspace, &found, &needs));
        }
        if self.dependents {
            all.extend(reached(workspace, &found, &|from, to| needs(to, from)));
        }
        if self.without_itself {
            all.retain(|it| !found.contains(it));
        } else {
            all.extend(found);
        }
        all
    }
}

fn matcher(pattern: &str) -> Result<GlobMatcher, Finding> {
    let glob = GlobBuilder::new(pattern).literal_separator(false).build();
    let glob = glob.map_err(|error| trouble("", format!("not a filter: {error}")))?;
    Ok(glob.compile_matcher())
}

/// Matches the folder and what is below it, or what a pattern matches.
fn folder(text: &str) -> Result<GlobSet, Finding> {
    let plain = text.trim_start_matches("./").trim_end_matches('/');
    let below = format!("{plain}/**");
    let patterns = match plain {
        "" | "." => vec![""],
        plain if plain.contains('*') => vec![plain],
        plain => vec![plain, &below],
    };
    let mut set = GlobSetBuilder::new();
    for it in patterns {
        let glob = GlobBuilder::new(it).literal_separator(true).build();
        set.add(glob.map_err(|error| trouble("", format!("not a filter: {error}")))?);
    }
    set.build().map_err(|error| trouble("", format!("not a filter: {error}")))
}

fn reached(
    workspace: &Workspace,
    from: &BTreeSet<usize>,
    leads: &dyn Fn(usize, usize) -> bool,
) -> BTreeSet<usize> {
    let mut open: Vec<usize> = from.iter().copied().collect();
    let mut seen = BTreeSet::new();
    while let Some(at) = open.pop() {
        let next = workspace.packages().filter(|&it| leads(at, it));
        open.extend(next.filter(|&it| seen.insert(it)));
    }
    seen
}

/// Members with files that differ from `revision`, or that git does not know yet.
fn changed(workspace: &Workspace, revision: &str) -> Result<BTreeSet<usize>, Finding> {
    let files = vcs::changed_since(&workspace.root, revision).map_err(|error| match error {
        Unsafe::Absent(said) | Unsafe::Dirty(said) => {
            trouble("", format!("git cannot say what changed since `{revision}`: {said}"))
        }
    })?;
    let owner = |file: &String| {
        let members = workspace.members.iter().enumerate();
        let around = members.filter(|(_, it)| {
            it.path.is_empty() || file.strip_prefix(&it.path).is_some_and(|it| it.starts_with('/'))
        });
        around.max_by_key(|(_, it)| it.path.len()).map(|(index, _)| index)
    };
    Ok(files.iter().filter_map(owner).collect())
}
