//! Default imports of marked CommonJS, which Node nests.

use super::{After, Import, Source, Stays, semicolon, unused};
use crate::{edit::Edits, source::seen::Seen};

/// Who reads a default import.
#[derive(Clone, Copy)]
pub(super) struct Readers {
    pub(super) seen: Seen,
    /// Tests get the default export itself, as their compiler hands it out.
    pub(super) as_compiled: bool,
    /// The compiler is older than `??`.
    pub(super) is_old: bool,
}

/// `import x from 'marked'` meant `exports.default`, and gets all of `exports` from Node.
pub(super) fn double_default(
    source: &Source<'_>,
    it: &Import,
    readers: Readers,
    edits: &mut Edits,
    after: &mut After,
) -> Result<(), Stays> {
    let in_braces = it.named.iter().find(|one| one.imported == "default");
    if let Some(one) = in_braces {
        return Err((one.span, format!("`default` of {} is another in a module", it.specifier)));
    }
    let Some(default) = it.default.as_ref().filter(|it| it.is_value) else { return Ok(()) };
    if default.is_type {
        let message = format!("`{}` is a value and a type, which Node nests", default.local);
        return Err((default.span, message));
    }
    let module = unused(source.left, format!("{}Module", default.local));
    edits.replace(default.span, module.clone());
    let end = semicolon(source, it.span);
    let local = &default.local;
    let value = nested(&module, readers);
    after.push(match readers.seen {
        Seen::Either | Seen::Whole { strict: false } if readers.as_compiled => format!(
            "const {local}: typeof {module} extends {{ default: infer T }} ? T : typeof {module} = {value}{end}"
        ),
        _ => format!("const {local} = {value}{end}"),
    });
    Ok(())
}

/// The default export in the default import `module`. Where tests are compiled to CommonJS, that is
/// imported itself.
fn nested(module: &str, readers: Readers) -> String {
    match (readers.seen, readers.as_compiled) {
        (_, true) if readers.is_old => {
            format!("{module}.default === undefined ? {module} : {module}.default")
        }
        (Seen::Either | Seen::Whole { strict: false }, true) => {
            format!("Object({module}).default ?? {module}")
        }
        (Seen::Whole { .. }, true) => format!("{module}.default ?? {module}"),
        (Seen::Whole { .. } | Seen::Either, false) => format!("{module}.default"),
        (Seen::Default, true) => {
            format!("({module} as unknown as {{ default?: typeof {module} }}).default ?? {module}")
        }
        (Seen::Default, false) => {
            format!("({module} as unknown as {{ default: typeof {module} }}).default")
        }
    }
}
