//! SWC: `.swcrc` says which modules come out (<https://swc.rs/docs/configuration/modules>).

use super::{
    Build, Edited, Tool,
    command::{Options, calls, plain},
};
use crate::{edit::Edits, source::settings::Settings};

const VALUED: [&str; 6] = ["-d", "--out-dir", "--extensions", "--ignore", "--only", "-s"];

const FLAGS: [&str; 10] = [
    "--source-maps",
    "-D",
    "--copy-files",
    "--strip-leading-paths",
    "--sync",
    "-w",
    "--watch",
    "-q",
    "--quiet",
    "--delete-dir-on-start",
];

/// What an ES module has no use for.
const COMMON_JS: [&str; 6] =
    ["strict", "strictMode", "lazy", "noInterop", "importInterop", "exportInteropAnnotation"];

pub(super) fn read(settings: &Settings<'_>) -> Option<(Build, Edited)> {
    let calls = calls(settings.package, "swc")?;
    let folders = |arguments: &[&str]| {
        let options = Options::read(arguments, &VALUED, &FLAGS)?;
        let output = plain(options.value(&["-d", "--out-dir"])?);
        let inputs = options.inputs();
        (!inputs.is_empty()).then_some((inputs, output))
    };
    let (inputs, output) = folders(&calls.first()?.arguments)?;
    let same = (inputs.clone(), output.clone());
    if !calls.iter().all(|it| folders(&it.arguments).as_ref() == Some(&same)) {
        return None;
    }
    let held = settings.first(&[".swcrc"])?.ok()?;
    let module = held.object.object("module")?;
    let others = module.properties.iter().map(|it| it.name.as_str()).filter(|it| *it != "type");
    let is_known = |it: &str| COMMON_JS.contains(&it) || it == "ignoreDynamic";
    if module.string("type") != Some("commonjs") || !others.clone().all(is_known) {
        return None;
    }
    let text = held.slice(module.span);
    if text.contains("//") || text.contains("/*") {
        return None;
    }
    let mut edits = Edits::default();
    if others.clone().any(|it| it == "ignoreDynamic") || others.count() == 0 {
        module.set(&held.text, &mut edits, "type", "\"es6\"");
    } else {
        edits.replace(module.span, "{ \"type\": \"es6\" }");
    }
    let (tool, replaces, as_node) = (Tool::Swc, false, false);
    Some((
        Build { tool, inputs, output, replaces, as_node, quotes: true, both: false },
        vec![(held, edits)],
    ))
}
