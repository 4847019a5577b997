//! Shared settings of `ESLint` that what became modules may not agree with
//! (<https://eslint.org/docs/latest/use/configure/combine-configs>).

use oxc_span::Span;

use super::{MODULES, SILENT};
use crate::{
    finding::Finding,
    manifest,
    source::{
        object::{Object, Value},
        settings::Held,
    },
};

/// What names of such packages have in them, by convention.
const NAME: &str = "eslint-config";

/// Shared settings by which an import of a `.js` file must not say so.
const BARE: [&str; 2] = ["airbnb", "airbnb-base"];

/// The first shared settings that a flat file takes in, of which nothing is known, where the file
/// does not say itself that files are modules.
pub(super) fn taken_in(held: &Held) -> Option<Finding> {
    if says_module(&held.text) {
        return None;
    }
    let span = held.text.match_indices(NAME).find_map(|(at, _)| specifier(&held.text, at))?;
    let name = held.slice(span);
    let message = format!("ESLint parses files as modules unless `{name}` says otherwise");
    let help = "Where it does, set `languageOptions: { sourceType: 'module' }` after it";
    Some(manifest::source_type(&held.path, &held.text, span, &message, help))
}

/// Where shared settings ask for imports without the extension that Node needs, and nothing else is said.
pub(super) fn forbids_extensions(held: &Held, config: &Object) -> Option<Finding> {
    let extends = config.get("extends")?;
    let one = std::slice::from_ref(extends);
    let mut list = extends.as_array().unwrap_or(one).iter();
    let short = |it: &str| it.replace("eslint-config-", "");
    let asks = |it: &&Value| it.as_str().is_some_and(|it| BARE.contains(&short(it).as_str()));
    let found = list.rfind(asks).filter(|_| !held.text.contains("import/extensions"))?;
    let message =
        format!("`{}` asks for imports without an extension", held.slice(found.span.shrink(1)));
    let help = "Set the rule `import/extensions` to `['error', 'ignorePackages']`: Node needs it";
    Some(manifest::source_type(&held.path, &held.text, found.span, &message, help))
}

/// A package whose name has that at `at`, unless it is known what it says.
fn specifier(text: &str, at: usize) -> Option<Span> {
    let ends = ['"', '\'', '`', '\n'];
    let start = text[..at].rfind(ends)? + 1;
    let name = &text[start..start + text[start..].find(ends)?];
    let short = name.replace("eslint-config-", "");
    let short = short.split('/').next().unwrap_or_default();
    let is_known = SILENT.contains(&short) || MODULES.contains(&short);
    let is_package = !name.contains(char::is_whitespace) && !name.starts_with('.');
    (is_package && !is_known).then(|| Span::sized(start as u32, name.len() as u32))
}

fn says_module(text: &str) -> bool {
    let mut values = text.split("sourceType").skip(1).map(|it| {
        it.trim_start_matches(['"', '\'']).trim_start().trim_start_matches(':').trim_start()
    });
    values.any(|it| it.get(1..).is_some_and(|it| it.starts_with("module")))
}
