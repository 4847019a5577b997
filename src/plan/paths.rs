//! Paths in code that follow the files that they name.

use super::{Draft, forms::SpecifierEdit};
use crate::{facts::Facts, graph::FileId};

/// The ends of paths that name files which move.
pub(super) fn edits(draft: &Draft<'_>, facts: &Facts, id: FileId) -> Vec<SpecifierEdit> {
    let named = draft.graph.data.named.iter().filter(|(from, ..)| *from == id);
    let edits = named.filter_map(|&(_, index, to)| {
        let (path, new) = (&facts.paths[index], draft.new_path(to)?);
        // Calls of `require` follow on their own.
        if facts.requires.iter().any(|it| it.call.contains_inclusive(path.span)) {
            return None;
        }
        let name = |path: &str| path.rsplit('/').next().map(str::to_string);
        let (old, new) = (name(&draft.graph.nodes[to].path)?, name(&new)?);
        let stem = old.strip_suffix(".js")?;
        let text = match path.text.rsplit('/').next()? {
            last if last == old => path.end.strip_suffix(&old)?.to_string() + &new,
            last if last == stem => path.end.strip_suffix(stem)?.to_string() + &new,
            _ => format!("{}/{new}", path.end.trim_end_matches('/')),
        };
        Some(SpecifierEdit { literal: path.tail?, text, json: false })
    });
    edits.collect()
}
