//! YAML, shell and Docker: words of commands, and words that are paths.

use super::super::{
    paths::{Moves, name},
    scripts::{self, Lost},
};
use super::{File, Moved, endings, lines, occurrences, span};

/// Follows the words of each line. Where commands may run in another folder, they are only told.
pub(super) fn read(file: &mut File, moved: Moved) {
    let sure = runs_in_root(file);
    for (at, line) in lines(file.text) {
        let code = code(line);
        let settings = if is_of_tool(file.path) { told(code, moved) } else { Vec::new() };
        let named = named(code, moved);
        let more = named.into_iter().filter(|it| settings.iter().all(|set| !set.holds(it.start)));
        let all: Vec<Word> = more.collect();
        for Word { start, text, new } in settings.into_iter().chain(all) {
            let place = span(at + start, text.len());
            match new {
                Some(new) if sure => file.replace(place, new),
                Some(new) => file.tell_rename(place, text, &new),
                None => file.tell(
                    place,
                    format!("`{text}` no longer names what it did"),
                    "name the files that are there now",
                ),
            }
        }
        for (old, new) in moved.renames {
            for start in endings(code, old) {
                file.tell_rename(span(at + start, old.len()), old, new);
            }
        }
    }
}

/// A word of a line, and what it should be; nothing where that is not sure.
pub(super) struct Word<'l> {
    pub(super) start: usize,
    pub(super) text: &'l str,
    pub(super) new: Option<String>,
}

impl Word<'_> {
    fn holds(&self, at: usize) -> bool {
        (self.start..self.start + self.text.len()).contains(&at)
    }
}

/// Settings of test runners that are YAML: any word may be one that they give to `require`.
fn is_of_tool(path: &str) -> bool {
    [".mocharc.", ".nycrc.", ".taprc", "mocha.opts"].iter().any(|it| name(path).starts_with(it))
}

/// The words of a tool's settings that name files.
fn told<'l>(line: &'l str, moved: Moved) -> Vec<Word<'l>> {
    let moves = Moves { base: "", renames: moved.renames, files: moved.files };
    let separated = separated(line);
    let one = |word: scripts::Word| {
        let new = moves.setting(word.text)?;
        let text = &line[word.start..word.start + word.text.len()];
        Some(Word { start: word.start, text, new: Some(new) })
    };
    scripts::words(&separated).into_iter().filter_map(one).collect()
}

/// The words of `line` that name files which moved, each once.
pub(super) fn named<'l>(line: &'l str, moved: Moved) -> Vec<Word<'l>> {
    let moves = Moves { base: "", renames: moved.renames, files: moved.files };
    let separated = separated(line);
    let script = scripts::follow(&separated, &moves);
    let mut found: Vec<Word> = Vec::new();
    for ((from, to), new) in script.replacements {
        found.push(Word { start: from, text: &line[from..to], new: Some(new) });
    }
    for Lost { start, word, .. } in script.lost {
        let text = &line[start..start + word.len()];
        found.push(Word { start, text, new: None });
    }
    for (old, new) in moved.renames {
        for start in occurrences(line, old) {
            if !found.iter().any(|it| it.holds(start)) {
                let text = &line[start..start + old.len()];
                found.push(Word { start, text, new: Some(new.clone()) });
            }
        }
    }
    found
}

/// `line` with blanks for what separates the elements of a list.
fn separated(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let (before, after) = (&line[..at], &line[at + c.len_utf8()..]);
        let ends = |it: &str| it.ends_with(|c: char| c.is_whitespace() || "'\"[".contains(c));
        let starts = |it: &str| it.starts_with(|c: char| c.is_whitespace() || "'\"[]".contains(c));
        let separates = match c {
            ',' | '[' => ends(before) || starts(after),
            ']' => ends(before) || after.trim().is_empty(),
            _ => false,
        };
        text.push(if separates { ' ' } else { c });
    }
    text
}

/// `line` without its comment.
fn code(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    let quoted = |text: &str| ['\'', '"'].iter().any(|quote| text.matches(*quote).count() % 2 == 1);
    let comment = line.match_indices(" #").find(|(at, _)| !quoted(&line[..*at]));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// Whether the paths of the file start at the root: it lies there, or where tools keep what they run from there.
fn runs_in_root(file: &File) -> bool {
    let changes = ["working-directory", "cd ", "pushd "];
    let workdirs = || lines(file.text).filter(|(_, line)| line.trim_start().starts_with("WORKDIR"));
    let docker = name(file.path).contains("Dockerfile");
    // The only folder of an image takes what lies in the root.
    let moves = docker && workdirs().nth(1).is_some();
    let top = file.path.split_once('/').map_or(".", |(top, _)| top);
    let known = top.starts_with('.') || name(file.path) == "mocha.opts";
    known && !moves && !changes.iter().any(|it| file.text.contains(it))
}
