//! YAML, shell and Docker: words of commands, and words that are paths.

use super::super::{
    globs::{Reach, is_glob, reach},
    paths::{Moves, name},
    scripts::{self, Lost},
};
use super::{File, Moved, endings, lines, occurrences, places, span};

/// Follows the words of each line. Where commands may run in another folder, they are only told.
pub(super) fn read(file: &mut File, moved: Moved) {
    let sure = places::sure_lines(file);
    for ((at, line), sure) in lines(file.text).zip(sure) {
        let code = code(line);
        if sure && pattern(file, (at, line), moved) {
            continue;
        }
        let command = without_key(code);
        let settings = if is_of_tool(file.path) { told(code, moved) } else { Vec::new() };
        let named = named(&command, moved);
        let more = named.into_iter().filter(|it| settings.iter().all(|set| !set.holds(it.start)));
        let mut all: Vec<Word> = more.collect();
        all.extend(settings);
        if !sure {
            let elsewhere = elsewhere(&command, moved);
            let more =
                elsewhere.into_iter().filter(|it| all.iter().all(|own| !own.holds(it.start)));
            all.extend(more.collect::<Vec<_>>());
        }
        let moves = places::changes_folder(code);
        for it in all {
            follow(file, at, &it, sure && !(moves && it.guessed));
        }
        for (old, new) in moved.renames {
            for start in endings(code, old) {
                file.tell_rename(span(at + start, old.len()), old, new);
            }
        }
    }
}

fn follow(file: &mut File, at: usize, word: &Word, sure: bool) {
    let Word { start, text, new, .. } = word;
    let place = span(at + start, text.len());
    match new {
        Some(new) if sure => file.replace(place, new.clone()),
        Some(new) => file.tell_rename(place, text, new),
        None => {
            let message = format!("`{text}` no longer names what it did");
            file.tell(place, message, "name the files that are there now");
        }
    }
}

/// Words that could name a moved file from another folder.
fn elsewhere<'l>(line: &'l str, moved: Moved) -> Vec<Word<'l>> {
    let separated = separated(line);
    let one = |word: scripts::Word| {
        let path = word.text.trim_start_matches("./").trim_start_matches("../");
        let before =
            |old: &str| old.strip_suffix(path).is_some_and(|it| it.is_empty() || it.ends_with('/'));
        let (_, new) = moved.renames.iter().find(|(old, _)| before(old))?;
        let text = &line[word.start..word.start + word.text.len()];
        Some(Word { start: word.start, text, new: Some(new.clone()), guessed: true })
    };
    scripts::words(&separated).into_iter().filter_map(one).collect()
}

/// Follows a line that is nothing but a pattern in a list of YAML; after one that no longer matches comes
/// the pattern of the new names. Whether it is such a line.
fn pattern(file: &mut File, (at, line): (usize, &str), moved: Moved) -> bool {
    let is_yaml = matches!(name(file.path).rsplit_once('.'), Some((_, "yml" | "yaml")));
    let Some(text) = element(code(line)).filter(|it| is_yaml && is_glob(it)) else { return false };
    let start = line.find(text).unwrap_or_default();
    let plain = text.strip_prefix('!').unwrap_or(text);
    let place = span(at + start, text.len());
    match (reach(plain, moved.renames, moved.files), text.strip_suffix(".js")) {
        (Reach::Same, _) => {}
        (Reach::Moved(_), Some(stem)) => file.replace(place, format!("{stem}.cjs")),
        (Reach::Lost(lost), Some(stem))
            if lost.iter().all(|(_, new)| new.strip_suffix(".cjs").is_some()) =>
        {
            let newline = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
            let before = &line[..start];
            let quote = before.chars().next_back().filter(|it| "'\"".contains(*it));
            let quote = quote.map(String::from).unwrap_or_default();
            let end = at + line.trim_end_matches(['\r', '\n']).len();
            file.replace(span(end, 0), format!("{newline}{before}{stem}.cjs{quote}"));
        }
        _ => follow(file, at, &Word { start, text, new: None, guessed: false }, true),
    }
    true
}

/// The only element of a list in a line.
fn element(code: &str) -> Option<&str> {
    let text = code.trim().strip_prefix("- ")?.trim();
    let quoted = ['\'', '"'].iter().find_map(|it| text.strip_prefix(*it)?.strip_suffix(*it));
    let plain = quoted.unwrap_or(text);
    let is_one = !plain.contains(|c: char| c.is_whitespace() || "'\"".contains(c));
    (is_one && !plain.ends_with(':')).then_some(plain)
}

/// `line` with blanks for the key of YAML before a command.
fn without_key(line: &str) -> String {
    let text = line.trim_start();
    let text = text.strip_prefix("- ").map_or(text, str::trim_start);
    let part = |c: char| c.is_alphanumeric() || "_-".contains(c);
    let key = text.find(|c| !part(c)).filter(|at| *at > 0 && text[*at..].starts_with(": "));
    let end = key.map_or(0, |at| line.len() - text.len() + at + 1);
    let blanks = line[..end].chars().flat_map(|c| std::iter::repeat_n(' ', c.len_utf8()));
    blanks.chain(line[end..].chars()).collect()
}

/// A word of a line, and what it should be; nothing where that is not sure.
pub(super) struct Word<'l> {
    pub(super) start: usize,
    pub(super) text: &'l str,
    pub(super) new: Option<String>,
    /// Only the text is that of a path; what the command before it does is not known.
    guessed: bool,
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
        Some(Word { start: word.start, text, new: Some(new), guessed: false })
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
        found.push(Word { start: from, text: &line[from..to], new: Some(new), guessed: false });
    }
    for Lost { start, word, .. } in script.lost {
        let text = &line[start..start + word.len()];
        found.push(Word { start, text, new: None, guessed: false });
    }
    for (old, new) in moved.renames {
        for start in occurrences(line, old) {
            if !found.iter().any(|it| it.holds(start)) {
                let text = &line[start..start + old.len()];
                found.push(Word { start, text, new: Some(new.clone()), guessed: true });
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
pub(super) fn code(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    let quoted = |text: &str| ['\'', '"'].iter().any(|quote| text.matches(*quote).count() % 2 == 1);
    let comment = line.match_indices(" #").find(|(at, _)| !quoted(&line[..*at]));
    comment.map_or(line, |(at, _)| &line[..at])
}
