//! Programs that load a package as a plugin, in versions whose `require` compiles everything as a script, on any Node.

use jsonc_parser::ast::Object;

use super::editor::Editor;
use super::engines::{Narrowed, narrow};
use super::json::property;

/// With the versions that load files by way of `v8-compile-cache`, and the first one after those.
const HOSTS: [(&str, &str, &str); 2] =
    [("eslint", ">=7.0.0 <8.23.0", "8.23"), ("stylelint", ">=11.0.0 <15.8.0", "15.8")];

/// Tells which of them the package says to work with.
pub(super) fn report(editor: &mut Editor, manifest: &Object) {
    let asked = property(manifest, "peerDependencies").and_then(|it| it.value.as_object());
    for (host, versions, next) in HOSTS {
        let range = asked.and_then(|it| property(it, host)?.value.as_string_lit());
        let Some(range) = range else { continue };
        if matches!(narrow(&range.value, versions), Narrowed::Empty | Narrowed::Unreadable) {
            continue;
        }
        let message = format!(
            "{host} before {next} loads plugins by `v8-compile-cache`, which cannot load ES modules"
        );
        let help = format!("Ask for {host} {next} or later: `>={next}`");
        editor.tell(editor.document.span(range), "runner", message, &help);
    }
}
