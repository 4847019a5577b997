//! Documents: links to files, and paths that only this package has.

use super::super::paths::folder;
use super::words::{Word, named};
use super::{File, Kind, Moved, lines, span};

/// Starts of names of documents that tell of the past.
const HISTORY: [&str; 6] = ["change", "history", "release", "news", "unfaux", "migrat"];

/// What the document called `name` is to us.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    (!HISTORY.iter().any(|it| name.starts_with(it))).then_some(Kind::Document)
}

/// Follows links and paths with a folder in them. A bare name may be that of a reader's file, and is told once.
pub(super) fn read(file: &mut File, moved: Moved) {
    let mut told: Vec<&str> = Vec::new();
    for (at, line) in lines(file.text) {
        let links = links(line);
        for &(start, target) in &links {
            if let Some(new) = file.moves(moved).exact(target) {
                file.replace(span(at + start, target.len()), new);
            }
        }
        for Word { start, text, new, .. } in named(line, moved) {
            let linked = links.iter().any(|(from, it)| (*from..from + it.len()).contains(&start));
            let place = span(at + start, text.len());
            let plain = text.strip_prefix("./").unwrap_or(text);
            match new.filter(|_| !linked) {
                Some(new) if plain.contains('/') && folder(file.path).is_empty() => {
                    file.replace(place, new);
                }
                Some(new) if !told.contains(&plain) => {
                    told.push(plain);
                    file.tell_rename(place, text, &new);
                }
                _ => {}
            }
        }
    }
}

/// The targets of links in `line` that may be files, without what follows `#`.
fn links(line: &str) -> Vec<(usize, &str)> {
    let starts = ["](", "]: ", "href=\"", "src=\""];
    let found = starts.iter().flat_map(|it| line.match_indices(it).map(|(at, it)| at + it.len()));
    let target = |start: usize| {
        let rest = &line[start..];
        let end = rest.find(|c: char| c.is_whitespace() || ")#?\"'<>".contains(c));
        (start, &rest[..end.unwrap_or(rest.len())])
    };
    found.map(target).filter(|(_, target)| !target.contains(':')).collect()
}
