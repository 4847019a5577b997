//! Files that a shell command names.
//!
//! A word changes only where it surely names a file: an exact path, or what `node` and `--require` would resolve.

use super::globs::{Reach, is_glob, reach};
use super::paths::{Moves, join, name, resolve};

/// What changes in one command.
#[derive(Default)]
pub(super) struct Script {
    /// Byte ranges and their new text.
    pub(super) replacements: Vec<((usize, usize), String)>,
    pub(super) lost: Vec<Lost>,
}

/// A word that no longer names what it did.
pub(super) struct Lost {
    pub(super) start: usize,
    pub(super) word: String,
    /// The new path of one such file.
    pub(super) new: String,
}

/// Runners that take any number of files or globs, so that one more can be added.
const RUNNERS: &[&str] = &["ava", "eslint", "jasmine", "mocha", "standard", "tap", "xo"];

/// Options whose value Node or a tool gives to `require`.
const REQUIRING: &[&str] = &["-r", "--require", "--import", "--loader", "-c", "--config"];

/// Follows the words of `command`, run in the folder of the manifest.
pub(super) fn follow(command: &str, moves: &Moves) -> Script {
    let mut script = Script::default();
    let mut place = Where { folder: Some(moves.base.to_string()), ..Where::default() };
    for word in words(command) {
        place.nest(&word);
        let role = place.role(&word);
        let Some(folder) = place.folder.clone() else {
            script.lost.extend(unplaced(&word, moves).map(|new| word.lost(new)));
            continue;
        };
        let local = Moves { base: &folder, ..*moves };
        let range = (word.start, word.start + word.text.len());
        if let Some(new) = followed(&word, role, &local) {
            script.replacements.push((range, new));
        } else if is_glob(word.text) && folder.is_empty() {
            glob(&word, role, &local, &mut script);
        }
    }
    script
}

/// How a command finds a file that it would not find under its new name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    No,
    /// To run it.
    Run,
    /// By an option that names it, to load it.
    Loaded,
}

/// How `command` finds the file at `path`, unless it finds it at `new`, too.
pub fn found_only(command: &str, path: &str, new: &str) -> Found {
    let renames = [(path.to_string(), new.to_string())];
    let files = std::collections::BTreeSet::from([path.to_string()]);
    let moves = Moves { base: "", renames: &renames, files: &files };
    let mut place = Where { folder: Some(String::new()), ..Where::default() };
    let of_word = |word: Word<'_>| {
        let by_option = !is_glob(word.text) && (word.of_option || place.before != Before::Plain);
        let role = place.role(&word);
        let lost = || !matches!(reach(word.text, &renames, &files), Reach::Same);
        let is_found = place.folder.as_deref() == Some("")
            && (followed(&word, role, &moves).is_some() || is_glob(word.text) && lost());
        match is_found {
            true if by_option => Found::Loaded,
            true => Found::Run,
            false => Found::No,
        }
    };
    words(command).into_iter().map(of_word).max().unwrap_or(Found::No)
}

/// Whether `command` lets Node run the file at `path`.
pub fn starts(command: &str, path: &str) -> bool {
    let files = std::collections::BTreeSet::from([path.to_string()]);
    let mut place = Where { folder: Some(String::new()), ..Where::default() };
    words(command).into_iter().any(|word| {
        place.nest(&word);
        let by_node = place.program == Program::Node && !word.first;
        let is_plain = place.before == Before::Plain && !word.of_option;
        place.role(&word);
        let folder = place.folder.as_deref();
        let found = folder.and_then(|folder| join(folder, word.text));
        let is_script = by_node && is_plain && !word.text.starts_with('-');
        is_script && found.and_then(|it| resolve(&it, &|it| files.contains(it))).is_some()
    })
}

/// The new path of a file that `word` may name, in a folder that we do not know.
fn unplaced(word: &Word, moves: &Moves) -> Option<String> {
    let named = |old: &str| name(old) == name(word.text);
    moves.renames.iter().find(|(old, _)| named(old)).map(|(_, new)| new.clone())
}

fn followed(word: &Word, role: Role, moves: &Moves) -> Option<String> {
    let slashed = word.text.replace('\\', "/");
    let exact = moves.exact(&slashed).filter(|_| !word.text.starts_with('/'));
    let new = exact.or_else(|| moves.required(&slashed).filter(|_| role == Role::Required));
    // On Windows the author may have written the other slash.
    match new.as_deref().and_then(|new| new.strip_suffix(".cjs")) {
        Some(_) if slashed != word.text => {
            Some(format!("{}.cjs", word.text.strip_suffix(".js").unwrap_or(word.text)))
        }
        _ => new,
    }
}

fn glob(word: &Word, role: Role, moves: &Moves, script: &mut Script) {
    let range = (word.start, word.start + word.text.len());
    match reach(word.text, moves.renames, moves.files) {
        Reach::Same => {}
        Reach::Moved(new) => script.replacements.push((range, new)),
        Reach::Lost(lost) => match word.text.strip_suffix(".js") {
            Some(stem)
                if role == Role::Argument
                    && lost.iter().all(|(_, new)| new.strip_suffix(".cjs").is_some()) =>
            {
                let quote = word.quote.map(String::from).unwrap_or_default();
                script
                    .replacements
                    .push((range, format!("{}{quote} {quote}{stem}.cjs", word.text)));
            }
            _ => script.lost.extend(lost.first().map(|(_, new)| word.lost(new.clone()))),
        },
    }
}

/// One word of a command line.
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Where it starts in the command line.
    pub(super) start: usize,
    /// The quote on both sides.
    quote: Option<char>,
    /// What stands before it: a new command starts after one of `;&|(` and a newline.
    pub(super) first: bool,
    /// Follows `--option=`.
    of_option: bool,
    /// A parenthesis follows.
    calls: bool,
    /// How many parentheses close and then open between the word before and this one.
    closed: usize,
    opened: usize,
}

impl Word<'_> {
    fn lost(&self, new: String) -> Lost {
        Lost { start: self.start, word: self.text.to_string(), new }
    }
}

/// What a word is to its command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Resolved as `require` does.
    Required,
    /// A plain argument of a runner.
    Argument,
    Other,
}

/// Where in the command line we are.
#[derive(Default)]
struct Where {
    /// `None` after a `cd` to somewhere unknown.
    folder: Option<String>,
    /// Where the shells around the one in parentheses are.
    around: Vec<Option<String>>,
    /// Where `popd` leads back to.
    pushed: Vec<Option<String>>,
    program: Program,
    before: Before,
}

/// What reads the words to come.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Program {
    #[default]
    Other,
    Cd,
    Node,
    /// Gives what it is told to `require`.
    Tape,
    Runner,
}

/// The word before.
#[derive(Default, PartialEq, Eq)]
enum Before {
    #[default]
    Plain,
    Option,
    /// An option whose value is for `require`.
    Requiring,
}

impl Where {
    /// A shell in parentheses leaves the one around it where that is.
    fn nest(&mut self, word: &Word) {
        for _ in 0..word.closed {
            self.folder = self.around.pop().unwrap_or_else(|| self.folder.take());
        }
        for _ in 0..word.opened {
            self.around.push(self.folder.clone());
        }
    }

    fn role(&mut self, word: &Word) -> Role {
        if word.first {
            (self.program, self.before) = (Program::Other, Before::Plain);
        }
        if word.text.starts_with('-') && self.program != Program::Cd {
            self.option(word.text);
            return Role::Other;
        }
        let before = std::mem::take(&mut self.before);
        let plain = !word.of_option;
        let role = match self.program {
            _ if before == Before::Requiring => Role::Required,
            Program::Node if plain => Role::Required,
            Program::Tape if plain && !is_glob(word.text) => Role::Required,
            Program::Tape | Program::Runner if plain && before == Before::Plain => Role::Argument,
            _ => Role::Other,
        };
        self.read_by(word, before == Before::Requiring || word.of_option);
        if word.calls && word.text.ends_with("require") {
            self.before = Before::Requiring;
        }
        role
    }

    fn option(&mut self, text: &str) {
        self.before = match text {
            "--" | "--test" => Before::Plain,
            _ if REQUIRING.contains(&text) => Before::Requiring,
            _ => Before::Option,
        };
        if text == "--test" && self.program == Program::Node {
            self.program = Program::Runner;
        }
    }

    /// The first plain word after `cd` is the folder, after `node` the script; later ones are its arguments.
    fn read_by(&mut self, word: &Word, of_option: bool) {
        self.program = match (self.program, name(word.text)) {
            (program, _) if of_option => program,
            (Program::Cd, _) => {
                let known = !word.text.starts_with(['/', '~']) && !word.text.contains(['$', '`']);
                let folder = self.folder.take().filter(|_| known);
                self.folder = folder.and_then(|folder| join(&folder, word.text));
                Program::Other
            }
            (_, "cd") => Program::Cd,
            (_, "pushd") => {
                self.pushed.push(self.folder.clone());
                Program::Cd
            }
            (_, "popd") => {
                self.folder = self.pushed.pop().flatten();
                Program::Other
            }
            (_, "node") => Program::Node,
            (_, "tape") => Program::Tape,
            (_, name) if RUNNERS.contains(&name) => Program::Runner,
            (Program::Node, _) => Program::Other,
            (program, _) => program,
        };
    }
}

/// Splits `command` as a shell does; what it expands (`$`, backquotes) stays inside its word.
pub(super) fn words(command: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let (mut first, mut of_option) = (true, false);
    let (mut closed, mut opened) = (0, 0);
    let mut start = None;
    let mut quote: Option<char> = None;
    let ends = command.char_indices().chain([(command.len(), ' ')]);
    for (at, c) in ends {
        let inside = quote.is_some_and(|quote| quote != c && at < command.len());
        let option = start.is_some_and(|start: usize| command[start..].starts_with('-'));
        let escapes = c == '\\' && command[at + 1..].starts_with(['"', '\'']);
        let boundary =
            escapes || c.is_whitespace() || "'\";&|()<>".contains(c) || (c == '=' && option);
        if !boundary || inside && !c.is_whitespace() {
            start = start.or(Some(at));
            continue;
        }
        if let Some(from) = start.take() {
            let alone =
                quote.filter(|_| command[..from].ends_with(['\'', '"']) && "'\"".contains(c));
            words.push(Word {
                text: &command[from..at],
                start: from,
                quote: alone,
                first,
                of_option,
                calls: c == '(',
                closed: std::mem::take(&mut closed),
                opened: std::mem::take(&mut opened),
            });
            (first, of_option) = (false, c == '=');
        }
        match c {
            '(' => opened += 1,
            ')' if opened > 0 => opened -= 1,
            ')' => closed += 1,
            _ => {}
        }
        if "'\"".contains(c) {
            quote = if quote == Some(c) { None } else { quote.or(Some(c)) };
        }
        first |= ";&|(\n".contains(c);
    }
    words
}
