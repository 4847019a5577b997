//! Records what one entry gives to a consumer, in a process of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{
    entries::{Entry, Order, script_file},
    nodes::Node,
    process::{self, Place},
    sandbox::{Sandbox, symlink},
};
use crate::manifest::Manifest;

/// What was seen of one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub exit: String,
    pub timed_out: bool,
    pub stdout: String,
    pub stderr: String,
    /// For modules, what the recorder wrote; null when the process ended before.
    pub views: Value,
}

/// How entries are run.
#[derive(Debug, Clone)]
pub struct Recorder {
    pub node: Node,
    pub timeout: Duration,
    /// A file whose function is called with what the main module gives.
    pub probe: Option<PathBuf>,
    /// Paths that are replaced in everything that is recorded.
    pub masks: Vec<(PathBuf, &'static str)>,
}

impl Recorder {
    /// Runs `entry` of the package in `sandbox`. With `places`, it is also told which file each
    /// function is from.
    pub fn record(&self, sandbox: &Sandbox, entry: &Entry, places: bool) -> Result<Record> {
        let place = sandbox.place()?;
        let record = match entry {
            Entry::Module { .. } | Entry::Together { .. } => {
                self.module(sandbox, self.job(sandbox, entry)?, places, &place)
            }
            Entry::Command { name, argument, .. } => self.command(sandbox, name, argument, &place),
            Entry::Script { name } => self.script(sandbox, name, &place),
        };
        // What a process leaves there is its own affair.
        let _ = fs::remove_dir_all(&place.root);
        record
    }

    fn module(
        &self,
        sandbox: &Sandbox,
        mut job: Value,
        places: bool,
        place: &Place,
    ) -> Result<Record> {
        let report = place.root.join("report.json");
        let masks = self.masks(sandbox, place);
        let masks: Vec<[&str; 2]> = masks.iter().map(|(from, to)| [from.as_str(), to]).collect();
        job["report"] = json!(report);
        job["home"] = json!(sandbox.package);
        job["masks"] = json!(masks);
        job["places"] = json!(places);
        let mut command = self.node();
        command.arg(sandbox.project.join("recorder.cjs")).arg(job.to_string());
        let mut record = self.run(command, sandbox, place)?;
        if let Ok(text) = fs::read_to_string(&report) {
            record.views = serde_json::from_str(&text).context("the recorder's report")?;
        }
        Ok(record)
    }

    /// What is loaded how, and what is called with it.
    fn job(&self, sandbox: &Sandbox, entry: &Entry) -> Result<Value> {
        let Entry::Module { require, import, order, presence, .. } = entry else {
            let Entry::Together { require, import } = entry else { return Ok(json!({})) };
            return Ok(json!({ "order": "ri", "require": require, "import": import }));
        };
        let order = match order {
            Order::RequireFirst => "ri",
            Order::ImportFirst => "ir",
            Order::RequireOnly => "r",
        };
        let probe = self.probe.as_deref().filter(|_| *require == sandbox.name);
        let probe = probe.map(|probe| installed_probe(sandbox, probe)).transpose()?;
        Ok(json!({
            "order": order, "require": require, "import": import, "presence": presence,
            "probe": probe,
        }))
    }

    /// Through a link, as npm installs commands.
    fn command(
        &self,
        sandbox: &Sandbox,
        name: &str,
        argument: &str,
        place: &Place,
    ) -> Result<Record> {
        let manifest = manifest(sandbox)?;
        let Some(target) = bin_target(&manifest, name) else {
            return Ok(absent("there is no such command"));
        };
        let target = sandbox.package.join(target);
        let link = place.folder("tmp").join(name.replace('/', "-"));
        symlink(&target, &link)?;
        let mut command = self.node();
        command.arg(&link).arg(argument);
        let mut record = self.run(command, sandbox, place)?;
        record.views = json!({ "executable": is_executable(&target) });
        Ok(record)
    }

    fn script(&self, sandbox: &Sandbox, name: &str, place: &Place) -> Result<Record> {
        let manifest = manifest(sandbox)?;
        let script = manifest.scripts.iter().find(|(it, _)| it == name);
        let Some(file) = script.and_then(|(_, text)| script_file(text)) else {
            return Ok(absent("there is no such script"));
        };
        let mut command = self.node();
        command.arg(file).current_dir(&sandbox.package);
        self.run(command, sandbox, place)
    }

    /// With a fixed seed for `Math.random`.
    fn node(&self) -> Command {
        let mut command = Command::new(&self.node.path);
        command.arg("--random-seed=1");
        command
    }

    fn run(&self, command: Command, sandbox: &Sandbox, place: &Place) -> Result<Record> {
        let ended = process::run(command, &self.node, place, self.timeout)
            .with_context(|| format!("cannot run {}", self.node.path.display()))?;
        let masks = self.masks(sandbox, place);
        let masked = |text: String| {
            masks.iter().fold(text, |text, (from, to)| text.replace(from.as_str(), to))
        };
        Ok(Record {
            exit: ended.exit,
            timed_out: ended.timed_out,
            stdout: masked(ended.stdout),
            stderr: without_places(&masked(ended.stderr)),
            views: Value::Null,
        })
    }

    /// The longest paths first.
    fn masks(&self, sandbox: &Sandbox, place: &Place) -> Vec<(String, &'static str)> {
        let own = [
            (place.folder("home"), "<home>"),
            (place.folder("cwd"), "<cwd>"),
            (place.folder("tmp"), "<tmp>"),
            (place.root.clone(), "<run>"),
            (sandbox.project.clone(), "<root>"),
            (sandbox.root().to_path_buf(), "<sandbox>"),
        ];
        let all = own.into_iter().chain(self.masks.iter().cloned());
        all.map(|(path, name)| (path.to_string_lossy().into_owned(), name)).collect()
    }
}

fn absent(why: &str) -> Record {
    let (stdout, stderr) = (String::new(), String::new());
    Record { exit: why.to_string(), timed_out: false, stdout, stderr, views: Value::Null }
}

fn installed_probe(sandbox: &Sandbox, probe: &Path) -> Result<PathBuf> {
    let copy = sandbox.project.join("probe.cjs");
    if !copy.exists() {
        fs::copy(probe, &copy)?;
    }
    Ok(copy)
}

fn manifest(sandbox: &Sandbox) -> Result<Manifest> {
    let text = fs::read_to_string(sandbox.package.join("package.json"))?;
    Ok(Manifest::parse(&text)?)
}

fn bin_target(manifest: &Manifest, name: &str) -> Option<String> {
    let listed = manifest.bin.iter().find(|(it, _)| it == name).map(|(_, path)| path.clone());
    let folder = manifest.bin_folder.as_ref().filter(|_| manifest.bin.is_empty());
    listed.or_else(|| Some(format!("{}/{name}", folder?)))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}

/// Stack frames, quoted source lines and process ids are no part of what a package promises, nor
/// are the warnings of Node's CommonJS loader about cycles and wrong manifests, which nobody misses.
fn without_places(text: &str) -> String {
    let noise = [
        "ExperimentalWarning",
        // Its second line, before Node 22.13.
        "Support for loading ES Module in require()",
        "Warning: Accessing non-existent property",
        "DEP0128",
    ];
    let mut kept = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if is_place(line) {
            // The quoted line and the mark below it.
            let mark = |line: &&str| line.trim_start().starts_with('^');
            let quoted = lines.clone().take(3).position(|line| mark(&line));
            lines.by_ref().take(quoted.map_or(0, |at| at + 1)).for_each(drop);
            continue;
        }
        let is_frame =
            line.starts_with(char::is_whitespace) && line.trim_start().starts_with("at ");
        if is_frame
            || line.starts_with("(Use `node --trace-")
            || noise.iter().any(|it| line.contains(it))
        {
            continue;
        }
        kept += &without_pid(line);
        kept.push('\n');
    }
    kept
}

/// `<root>/x.js:3`, where Node quotes what threw.
fn is_place(line: &str) -> bool {
    let path = line.trim_start_matches("file://");
    let Some((place, number)) = path.rsplit_once(':') else { return false };
    let known = place.starts_with('<') || place.starts_with('/') || place.starts_with("node:");
    known && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn without_pid(line: &str) -> String {
    if let Some(rest) = line.strip_prefix("(node:")
        && let Some((_, rest)) = rest.split_once(')')
    {
        return format!("(node){rest}");
    }
    line.to_string()
}
