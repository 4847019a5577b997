//! How what a `require` gives can be imported.

use rustc_hash::FxHashSet;

use super::forms::{Clause, Import};
use crate::{
    facts::{Declared, Interop, InteropKind, Require, Shape, Site},
    graph::{ExternalTarget, Wrapper, builtins, external::ExternalFormat},
    scan::library,
};

/// How the value of `require` is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Access {
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
    pub interop: Access,
    pub specifier: String,
    pub json: bool,
    /// The helper around the call goes.
    pub unwraps: bool,
    /// What people call the target, where its specifier does not tell.
    pub name: Option<String>,
    /// The member of what was required that the target is.
    pub member: Option<String>,
}

impl Importable {
    /// The same, but that its names are read from the object where the `require` stood: named
    /// imports of CommonJS hold what the names were when it had been evaluated.
    pub(super) fn without_names(self) -> Self {
        match self.interop {
            Access::Default { .. } => {
                let names = FxHashSet::default();
                Self { interop: Access::Default { names }, ..self }
            }
            _ => self,
        }
    }

    pub(super) fn has_name(&self, name: &str) -> bool {
        match &self.interop {
            Access::Builtin(module) => builtins::has_name(module, name),
            Access::Default { names } | Access::Namespace { names } => names.contains(name),
        }
    }

    pub(super) fn whole(&self, local: String) -> Clause {
        match self.interop {
            Access::Namespace { .. } => Clause::Namespace(local),
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
    let Some(specifier) = target.import.clone() else { return twin(target, require) };
    let (interop, json) = match target.info.format {
        ExternalFormat::CommonJs if target.info.wrapper.is_some() => {
            let Wrapper { names, default, .. } = target.info.wrapper.clone()?;
            if default {
                (Access::Default { names }, false)
            } else {
                (takes_only(require, &names) || calls_helpers(require, &names)).then_some(())?;
                (Access::Namespace { names }, false)
            }
        }
        ExternalFormat::CommonJs | ExternalFormat::Unknown => {
            (Access::Default { names: target.info.names.clone() }, false)
        }
        ExternalFormat::Json => (Access::Default { names: FxHashSet::default() }, true),
        ExternalFormat::Addon => return None,
        ExternalFormat::Module => {
            let info = &target.info;
            let returns_default = info.has_me && info.returns_default;
            // The helper of a transpiler gives what it was given, as that says `__esModule`.
            let members = if info.is_marked_by_node() { reads_inside } else { reads_only_members };
            let opaque = info.has_me || (info.has_default && !members(require));
            if info.asynchronous || (opaque && !returns_default) {
                return None;
            }
            // `require` is read once where it stands: a live binding would show later values.
            let access = if returns_default {
                Access::Default { names: FxHashSet::default() }
            } else {
                Access::Namespace { names: info.constant.clone() }
            };
            (access, false)
        }
    };
    Some(Importable { interop, specifier, json, unwraps: false, name: None, member: None })
}

/// The build of the target that `import` finds, where nobody can tell that it is another.
fn twin(target: &ExternalTarget, require: &Require) -> Option<Importable> {
    let twin = target.twin.as_ref()?;
    // The helper around the call gives what is marked back as it is.
    if interop(require).is_some() && !target.info.marked {
        return None;
    }
    let names = twin.serves(require)?;
    let interop = if names.is_empty() {
        Access::Default { names: FxHashSet::default() }
    } else {
        Access::Namespace { names: names.into_iter().collect() }
    };
    let specifier = twin.specifier.clone();
    Some(Importable { interop, specifier, json: false, unwraps: false, name: None, member: None })
}

/// Nothing but these members is taken from what the call gives, at once.
fn takes_only(require: &Require, names: &FxHashSet<String>) -> bool {
    let Site::Declared(Declared { shape, interop: None, .. }) = &require.site else { return false };
    match shape {
        Shape::Member { member, .. } => names.contains(member),
        Shape::Pattern { properties, .. } => {
            !properties.is_empty() && properties.iter().all(|it| names.contains(&it.key))
        }
        Shape::Name { .. } | Shape::Other => false,
    }
}

/// Nothing but helpers of a transpiler is read of what the call gives, which nobody sets again.
fn calls_helpers(require: &Require, names: &FxHashSet<String>) -> bool {
    let Site::Declared(Declared { usage, shape: Shape::Name { .. }, .. }) = &require.site else {
        return false;
    };
    let is_helper =
        |name: &String| names.contains(name) && library::is_helper(&require.specifier, name);
    reads_only_members(require) && usage.members.iter().all(is_helper)
}

/// The helper around the call.
pub(super) fn interop(require: &Require) -> Option<&Interop> {
    match &require.site {
        Site::Declared(it) => it.interop.as_ref(),
        _ => None,
    }
}

/// Only members that the builtin has are read of the object that a helper makes of it.
pub(super) fn reads_builtin(name: &str, it: &Declared, interop: &Interop) -> bool {
    let usage = &it.usage;
    let known = |member: &String| match interop.kind {
        InteropKind::Default => member == "default",
        InteropKind::Star => member == "default" || builtins::has_name(name, member),
    };
    let once = matches!(&it.shape, Shape::Name { declarations: 1, written: false, .. });
    once && !usage.whole && !usage.member_assigned && usage.members.iter().all(known)
}

/// Only `default` is read of the object that a helper makes of what it is given.
pub(super) fn reads_default(require: &Require) -> bool {
    let Site::Declared(it) = &require.site else { return false };
    let once = matches!(&it.shape, Shape::Name { declarations: 1, written: false, .. });
    let defaults = it.interop.as_ref().filter(|it| it.kind == InteropKind::Default && !it.copies);
    let only = it.usage.members.iter().all(|member| member == "default");
    once && defaults.is_some() && only && !it.usage.whole && !it.usage.member_assigned
}

/// The namespace is never seen as an object, so that it does not matter which one it is.
pub(super) fn reads_only_members(require: &Require) -> bool {
    interop(require).is_none() && reads_inside(require)
}

/// The same of what a helper gives.
pub(super) fn reads_inside(require: &Require) -> bool {
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
