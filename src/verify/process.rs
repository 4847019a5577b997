//! Runs one process apart from the user's world: a home, a working directory and a folder for
//! temporary files of its own, no stdin, hardly any environment, and an end after a while.

use std::{
    ffi::OsString,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::nodes::Node;

/// More output than this is cut off.
const MOST_OUTPUT: usize = 1_000_000;

/// How a process ended and what it printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    /// `exit 0`, `signal 9`, or that it was still running.
    pub exit: String,
    pub timed_out: bool,
    pub stdout: String,
    pub stderr: String,
}

/// The folders of one process.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) root: PathBuf,
}

impl Place {
    pub(super) fn new(root: PathBuf) -> io::Result<Self> {
        for folder in ["home", "cwd", "tmp"] {
            fs::create_dir_all(root.join(folder))?;
        }
        Ok(Self { root })
    }

    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }
}

/// Runs `command`, whose program and arguments are set, in `place`.
pub(super) fn run(
    mut command: Command,
    node: &Node,
    place: &Place,
    timeout: Duration,
) -> io::Result<Ended> {
    if command.get_current_dir().is_none() {
        command.current_dir(place.folder("cwd"));
    }
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.envs([("HOME", place.folder("home")), ("TMPDIR", place.folder("tmp"))]);
    command.envs([("PATH", search_path(node)), ("TZ", "UTC".into()), ("LANG", "C.UTF-8".into())]);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
    let status = wait(&mut child, timeout)?;
    let exit = status.map_or_else(|| format!("still running after {timeout:?}"), shown);
    let text = |reader: JoinHandle<Vec<u8>>| {
        String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned()
    };
    let timed_out = status.is_none();
    Ok(Ended { exit, timed_out, stdout: text(stdout), stderr: text(stderr) })
}

/// The tested Node comes first, for commands that start `node`.
fn search_path(node: &Node) -> OsString {
    let mut path = node.path.parent().unwrap_or(Path::new("")).as_os_str().to_owned();
    if let Some(inherited) = std::env::var_os("PATH") {
        path.push(if cfg!(windows) { ";" } else { ":" });
        path.push(inherited);
    }
    path
}

fn shown(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    status.code().map_or_else(|| "no exit code".to_string(), |code| format!("exit {code}"))
}

/// Reads to the end on a thread of its own, so that a process that prints much never waits.
fn read(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let (mut kept, mut buffer) = (Vec::new(), [0; 8192]);
        let Some(mut stream) = stream else { return kept };
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            let room = MOST_OUTPUT.saturating_sub(kept.len());
            kept.extend_from_slice(&buffer[..count.min(room)]);
        }
        kept
    })
}

/// The status, or nothing when the process had to be stopped.
fn wait(child: &mut Child, timeout: Duration) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(status) = child.try_wait()? {
            stop_group(child);
            return Ok(Some(status));
        }
        if start.elapsed() > timeout {
            stop_group(child);
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 3 / 2).min(Duration::from_millis(20));
    }
}

/// Stops what the process has started and left behind, which would hold its output open.
#[cfg(unix)]
fn stop_group(child: &Child) {
    let group = format!("-{}", child.id());
    let mut kill = Command::new("kill");
    kill.args(["-KILL", "--", &group]).stdin(Stdio::null()).stdout(Stdio::null());
    // Fails where nothing is left, which is what is wanted.
    let _ = kill.stderr(Stdio::null()).status();
}

#[cfg(not(unix))]
fn stop_group(_: &Child) {}
