//! Where a value comes from, as far as its own file tells.

/// How many sources of one value are told apart.
const MOST_SOURCES: usize = 16;
/// How many members of a path are told apart.
const LONGEST_PATH: usize = 4;

/// One possible source of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Source<'a> {
    /// A primitive, or an array or builtin object made here.
    Plain,
    /// The array literal that starts here and holds values of these sources.
    List(u32, Vec<Source<'a>>),
    /// The own exports, instances of local classes, members of local objects.
    Own,
    /// The object literal that starts here.
    Object(u32),
    /// The function or class that starts here.
    Function(u32),
    /// Made by code of another module.
    Foreign,
    /// The parameter at this place of the function that starts here, or a part of it.
    Parameter(u32, u8),
    /// The receiver of the function that starts here, or a part of it.
    This(u32),
    /// A global, or a member of one.
    Global(Path<'a>),
    /// A module of Node, or a member of one.
    Builtin(Path<'a>),
    /// Another module's exports, or a member of them.
    Import(Path<'a>),
    /// Too hard to follow.
    Unknown,
}

/// A name and the members taken of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Path<'a>(Vec<&'a str>);

impl<'a> Path<'a> {
    pub(super) fn new(root: &'a str) -> Self {
        Self(vec![root])
    }

    pub(super) fn parts(&self) -> &[&'a str] {
        &self.0
    }

    pub(super) fn member(&self, name: &'a str) -> Self {
        let mut parts = self.0.clone();
        if parts.len() == LONGEST_PATH {
            parts.pop();
        }
        parts.push(name);
        Self(parts)
    }
}

impl Source<'_> {
    /// Other modules hold the same value and see it change.
    pub(super) fn is_shared(&self) -> bool {
        matches!(self, Self::Import(_) | Self::Unknown) || self.is_world()
    }

    /// Data that was made in this file, of nothing that came from elsewhere.
    pub(super) fn is_own_data(&self) -> bool {
        match self {
            Self::Plain | Self::Own | Self::Object(_) => true,
            Self::List(_, held) => held.iter().all(Self::is_own_data),
            _ => false,
        }
    }

    /// A global or a builtin, or perhaps one.
    pub(super) fn is_world(&self) -> bool {
        matches!(self, Self::Global(_) | Self::Builtin(_))
    }

    /// The object that has all globals.
    pub(super) fn is_global_object(&self) -> bool {
        matches!(self, Self::Global(path)
            if matches!(path.parts(), ["global" | "globalThis" | "self" | "window"]))
    }
}

/// The possible sources of a value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Value<'a>(Vec<Source<'a>>);

impl<'a> Value<'a> {
    pub(super) fn sources(&self) -> &[Source<'a>] {
        &self.0
    }

    pub(super) fn add(&mut self, source: Source<'a>) {
        if self.0.contains(&source) {
            return;
        }
        if self.0.len() == MOST_SOURCES {
            self.0 = vec![Source::Unknown];
        } else if self.0 != [Source::Unknown] {
            self.0.push(source);
        }
    }

    pub(super) fn join(mut self, other: Self) -> Self {
        other.0.into_iter().for_each(|source| self.add(source));
        self
    }

    pub(super) fn all(&self, test: impl Fn(&Source<'a>) -> bool) -> bool {
        self.0.iter().all(test)
    }

    /// Only the sources that `keep` accepts.
    pub(super) fn only(mut self, keep: impl Fn(&Source<'a>) -> bool) -> Self {
        self.0.retain(keep);
        self
    }

    pub(super) fn any(&self, test: impl Fn(&Source<'a>) -> bool) -> bool {
        self.0.iter().any(test)
    }

    pub(super) fn into_sources(self) -> Vec<Source<'a>> {
        self.0
    }

    /// True if this is the only possible source.
    pub(super) fn is_exactly(&self, source: &Source<'a>) -> bool {
        self.0.len() == 1 && self.0[0] == *source
    }
}

impl<'a> From<Source<'a>> for Value<'a> {
    fn from(source: Source<'a>) -> Self {
        Self(vec![source])
    }
}

impl<'a> FromIterator<Source<'a>> for Value<'a> {
    fn from_iter<I: IntoIterator<Item = Source<'a>>>(sources: I) -> Self {
        let mut value = Self::default();
        sources.into_iter().for_each(|source| value.add(source));
        value
    }
}
