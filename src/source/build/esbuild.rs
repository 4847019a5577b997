//! esbuild, where a script calls it (<https://esbuild.github.io/api/#format>).

use super::{
    Build, Edited, Tool, bundle,
    command::{Options, calls, plain},
};
use crate::{edit::Edits, find::extension, source::settings::Settings};

const FLAGS: [&str; 17] = [
    "--bundle",
    "--platform",
    "--format",
    "--target",
    "--outfile",
    "--outdir",
    "--packages",
    "--external:",
    "--sourcemap",
    "--minify",
    "--tree-shaking",
    "--watch",
    "--log-level",
    "--keep-names",
    "--legal-comments",
    "--minify-syntax",
    "--charset",
];

pub(super) fn read(settings: &Settings<'_>) -> Option<(Build, Edited)> {
    let package = settings.package;
    let calls = calls(package, "esbuild")?;
    let [call] = &calls[..] else { return None };
    let options = Options::read(&call.arguments, &[], &FLAGS)?;
    let bundles = options.named.iter().any(|(name, _)| *name == "--bundle");
    let format = options.value(&["--format"]);
    let for_node = options.value(&["--platform"]) == Some("node");
    let is_common_js = format.map_or(bundles && for_node, |it| it == "cjs");
    if !is_common_js {
        return None;
    }
    let inputs = options.inputs();
    let output = options.value(&["--outfile"]).filter(|it| extension(it) == "js");
    let output = plain(output.or(options.value(&["--outdir"]))?);
    let leaves = |name: &str| {
        options.value(&["--packages"]) == Some("external")
            || options.named.iter().any(|(it, _)| it.strip_prefix("--external:") == Some(name))
    };
    let [input] = &inputs[..] else { return None };
    if bundles && !bundle::is_open(package, input, &leaves) {
        return None;
    }
    let held = settings.first(&["package.json"])?.ok()?;
    let script = held.object.object("scripts")?.get(call.script)?;
    let (text, mut edits) = (held.slice(script.span), Edits::default());
    if let Some(at) = text.find("--format=cjs") {
        let start = script.span.start + at as u32 + "--format=".len() as u32;
        edits.replace(oxc_span::Span::sized(start, 3), "esm");
    } else {
        let word = "--platform=node";
        let at = text.find(word)? + word.len();
        edits.insert(script.span.start + at as u32, " --format=esm");
    }
    let (tool, replaces, as_node) = (Tool::Esbuild, false, false);
    Some((
        Build { tool, inputs, output, replaces, as_node, quotes: true, both: false },
        vec![(held, edits)],
    ))
}
