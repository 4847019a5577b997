//! How what a `require` gives can be imported.

use rustc_hash::FxHashSet;

use super::forms::{Clause, Import};
use crate::{
    facts::{Require, Shape, Site},
    graph::{ExternalTarget, builtins, external::ExternalFormat},
};

/// How the value of `require` is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Interop {
    /// `import x from`, and named imports of these names.
    Default { names: FxHashSet<String> },
    /// Default import, and named imports of what the builtin has.
    Builtin(&'static str),
    /// `import * as x from`, and named imports of these names.
    Namespace { names: FxHashSet<String> },
}

/// An import that can take the place of a `require`.
#[derive(Debug, Clone)]
pub(crate) struct Importable {
    pub interop: Interop,
    pub specifier: String,
    pub json: bool,
    /// What people call the target, where its specifier does not tell.
    pub name: Option<String>,
}

impl Importable {
    pub(super) fn has_name(&self, name: &str) -> bool {
        match &self.interop {
            Interop::Builtin(module) => builtins::has_name(module, name),
            Interop::Default { names } | Interop::Namespace { names } => names.contains(name),
        }
    }

    pub(super) fn whole(&self, local: String) -> Clause {
        match self.interop {
            Interop::Namespace { .. } => Clause::Namespace(local),
            _ => Clause::Default(local),
        }
    }

    pub(super) fn import(&self, clause: Clause) -> Import {
        Import { clause, specifier: self.specifier.clone(), json: self.json, more: Vec::new() }
    }
}

/// How a module outside the package can be imported in place of `require`; `None` when only
/// `require` gives what `require` gives.
pub(super) fn external(target: &ExternalTarget, require: &Require) -> Option<Importable> {
    let specifier = target.import.clone()?;
    let (interop, json) = match target.info.format {
        ExternalFormat::CommonJs | ExternalFormat::Unknown => {
            (Interop::Default { names: target.info.names.clone() }, false)
        }
        ExternalFormat::Json => (Interop::Default { names: FxHashSet::default() }, true),
        ExternalFormat::Addon => return None,
        ExternalFormat::Module => {
            let info = &target.info;
            if info.has_me
                || info.asynchronous
                || (info.has_default && !reads_only_members(require))
            {
                return None;
            }
            // `require` is read once where it stands: a live binding would show later values.
            (Interop::Namespace { names: info.constant.clone() }, false)
        }
    };
    Some(Importable { interop, specifier, json, name: None })
}

/// The namespace is never seen as an object, so that it does not matter which one it is.
pub(super) fn reads_only_members(require: &Require) -> bool {
    match &require.site {
        Site::Bare { .. } => true,
        Site::Declared(it) => match &it.shape {
            Shape::Name { declarations, written, .. } => {
                *declarations == 1
                    && !written
                    && !it.usage.whole
                    && !it.usage.member_assigned
                    && !it.usage.members.contains("__esModule")
            }
            Shape::Member { member, .. } => member != "__esModule",
            Shape::Pattern { properties, .. } => properties.iter().all(|it| it.key != "__esModule"),
            Shape::Other => false,
        },
        Site::Expression { member, .. } => {
            member.as_ref().is_some_and(|(name, _)| name != "__esModule")
        }
    }
}
