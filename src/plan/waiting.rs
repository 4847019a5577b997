//! Which `require` calls come to an ES module for which an import waits, given what each file loads.

use oxc_span::Span;
use rustc_hash::FxHashSet;

/// Something that a file loads while it loads.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub to: usize,
    /// The call of `require`; imports have none, and come first.
    pub call: Option<Span>,
}

/// One file with what it loads, in the order in which Node comes to it.
#[derive(Debug, Clone, Default)]
pub struct Loader {
    pub loads: Vec<Load>,
    pub is_module: bool,
    /// Consumers can load it.
    pub public: bool,
}

/// A call that meets a waiting import once a consumer loads `root`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    pub from: usize,
    /// The offset of the call in `from`.
    pub at: u32,
    pub to: usize,
    pub root: usize,
}

/// All such calls, sorted.
pub fn meetings(files: &[Loader]) -> Vec<Meeting> {
    let mut found: Vec<Meeting> =
        roots(files).into_iter().flat_map(|root| Run::of(files, root)).collect();
    found.sort_unstable();
    found
}

/// The modules that consumers can load and that come to a call which loads a module.
fn roots(files: &[Loader]) -> Vec<usize> {
    let mut loaders: Vec<Vec<usize>> = vec![Vec::new(); files.len()];
    let mut queue = Vec::new();
    for (from, file) in files.iter().enumerate() {
        for it in &file.loads {
            loaders[it.to].push(from);
            queue.extend((it.call.is_some() && files[it.to].is_module).then_some(from));
        }
    }
    let mut seen = FxHashSet::default();
    while let Some(id) = queue.pop() {
        if seen.insert(id) {
            queue.extend(&loaders[id]);
        }
    }
    let is_root = |id: &usize| files[*id].is_module && files[*id].public;
    let mut roots: Vec<usize> = seen.into_iter().filter(is_root).collect();
    roots.sort_unstable();
    roots
}

/// One consumer's first load of a module.
struct Run<'f> {
    files: &'f [Loader],
    linked: FxHashSet<usize>,
    begun: FxHashSet<usize>,
}

impl<'f> Run<'f> {
    /// The calls that meet a waiting import while `root` loads.
    fn of(files: &'f [Loader], root: usize) -> Vec<Meeting> {
        let mut run =
            Self { files, linked: FxHashSet::default(), begun: FxHashSet::from_iter([root]) };
        run.link(root);
        let (mut found, mut stack) = (Vec::new(), vec![(root, 0)]);
        while let Some((from, at)) = stack.last_mut() {
            let (from, next) = (*from, files[*from].loads.get(*at).copied());
            *at += 1;
            match next {
                None => _ = stack.pop(),
                Some(load) => {
                    let is_first = run.begun.insert(load.to);
                    let met = run.meets(load, is_first);
                    found.extend(met.map(|it| Meeting { from, at: it.start, to: load.to, root }));
                    stack.extend(is_first.then_some((load.to, 0)));
                }
            }
        }
        found
    }

    /// The call, where it comes before the import; otherwise it links what it loads.
    fn meets(&mut self, load: Load, is_first: bool) -> Option<Span> {
        let call = load.call.filter(|_| is_first && self.files[load.to].is_module)?;
        if self.linked.contains(&load.to) {
            return Some(call);
        }
        self.link(load.to);
        None
    }

    /// Links everything that `module` imports.
    fn link(&mut self, module: usize) {
        let mut queue = vec![module];
        while let Some(id) = queue.pop() {
            if self.files[id].is_module && self.linked.insert(id) {
                let imports = self.files[id].loads.iter().filter(|it| it.call.is_none());
                queue.extend(imports.map(|it| it.to));
            }
        }
    }
}
