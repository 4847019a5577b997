//! How the target of each `require` can be imported, given what becomes of it.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::{
    Draft, contract, exports, hoist, names,
    requires::{self, Access, Importable},
};
use crate::{
    facts::{Facts, InteropKind, Returned},
    graph::{ExternalTarget, FileId, Node, Target},
};

impl Draft<'_> {
    /// How `require` number `index` of `id` can be imported, if it can.
    pub(crate) fn importable(
        &self,
        id: FileId,
        index: usize,
        contracts: &[exports::Contract],
    ) -> Option<Importable> {
        let node = &self.graph.nodes[id];
        let require = &node.facts.as_ref()?.requires[index];
        match &node.requires[index] {
            // Node warns when `punycode` is imported, and not when a dependency requires it (DEP0040).
            Target::Builtin("punycode") => None,
            Target::Builtin(name) => Some(Importable {
                interop: if requires::interop(require)
                    .is_some_and(|it| it.kind == InteropKind::Star)
                    && self.unwraps(id, index)
                {
                    Access::Namespace { names: FxHashSet::default() }
                } else if self.is_patched(name) {
                    Access::Builtin("")
                } else {
                    Access::Builtin(name)
                },
                specifier: require.specifier.clone(),
                json: false,
                unwraps: false,
                name: None,
                member: None,
            }),
            // Node's lexer leaves a global when it reads the file for its names.
            Target::External(it) if it.info.leaks || it.info.asks_parent => None,
            Target::External(target) => {
                if let Some(names) = self.joint_names(id, require.call.start) {
                    let interop = Access::Namespace { names: names.clone() };
                    let specifier = target.import.clone()?;
                    let (name, member) = (None, None);
                    let json = false;
                    return Some(Importable {
                        interop,
                        specifier,
                        json,
                        unwraps: false,
                        name,
                        member,
                    });
                }
                let importable = requires::external(target, require)?;
                if self.holds_on(target) {
                    return None;
                }
                let late = hoist::reads_late(node, index);
                if late && target.info.wrapper.as_ref().is_some_and(|it| !it.default) {
                    return None;
                }
                Some(if late { importable.without_names() } else { importable })
            }
            // What maps names maps those that are required, and none that are imported.
            Target::Missing if self.is_mapped(node, &require.specifier) => None,
            Target::Missing => Some(Importable {
                interop: Access::Default { names: FxHashSet::default() },
                specifier: unfound(&require.specifier)?,
                json: false,
                unwraps: false,
                name: None,
                member: None,
            }),
            Target::File { id: target, specifier } => {
                self.importable_file(id, *target, specifier, require, contracts)
            }
        }
    }

    /// Something holds on to the build of the module that `require` finds: what is assigned to it, the
    /// other does not have, and to what stays CommonJS it is another instance.
    pub(super) fn holds_on(&self, target: &ExternalTarget) -> bool {
        let twice = target.info.wrapper.as_ref().is_some_and(|it| it.twice);
        let assigned = || self.graph.assigned_outside.contains(&target.path);
        (target.twin.is_some() || twice) && assigned()
            || twice && self.is_kept_by_others(&target.path)
    }

    /// A file that stays CommonJS goes on to require the module at `path`.
    fn is_kept_by_others(&self, path: &Path) -> bool {
        let requires = |node: &Node| {
            node.requires.iter().any(|it| matches!(it, Target::External(it) if it.path == path))
        };
        self.kept.iter().zip(&self.graph.nodes).any(|(kept, node)| *kept && requires(node))
    }

    /// Something that the package needs may let `require` find what no manifest promises.
    fn is_mapped(&self, from: &Node, specifier: &str) -> bool {
        let is_relative = specifier.starts_with(['.', '/']);
        let graph = self.graph;
        graph.mapper.is_some() && !is_relative && !graph.promises(&from.path, specifier)
    }

    /// The names that a module of another package will have, with which this one is in a cycle.
    fn joint_names(&self, id: FileId, call: u32) -> Option<&FxHashSet<String>> {
        self.siblings.joint.as_ref()?.names(id, call)
    }

    fn importable_file(
        &self,
        from: FileId,
        target: FileId,
        specifier: &str,
        require: &crate::facts::Require,
        contracts: &[exports::Contract],
    ) -> Option<Importable> {
        if let Some(&(through, index)) = self.early.forwards.get(&(from, require.call.start)) {
            return self.forwarded(from, through, index, require, contracts);
        }
        let node = &self.graph.nodes[target];
        let specifier = self.specifier(from, target, specifier);
        let json = node.is_json();
        if json || node.facts.is_none() {
            let interop = Access::Default { names: FxHashSet::default() };
            return node.is_data.then_some(Importable {
                interop,
                specifier,
                json,
                unwraps: false,
                name: None,
                member: None,
            });
        }
        // It stays, and an import does not say who loads it.
        if node.facts.as_ref().is_some_and(Facts::asks_parent) {
            return None;
        }
        if hoist::is_module(node) {
            return importable_module(node, specifier, require);
        }
        let names = if self.is_member_assigned(target) {
            FxHashSet::default()
        } else {
            contract::names(self, target)
        };
        let interop = match contracts.get(target) {
            Some(exports::Contract::Names | exports::Contract::Clean) if self.migrates(target) => {
                Access::Namespace { names }
            }
            _ if self.early.calls.contains(&(from, require.call.start)) => {
                Access::Namespace { names }
            }
            _ => Access::Default { names },
        };
        let name = node.main.then(|| names::of_file(&node.path, self.package));
        Some(Importable { interop, specifier, json: false, unwraps: false, name, member: None })
    }

    /// What `require` number `index` of `through` gives, for `from`, which read it there.
    fn forwarded(
        &self,
        from: FileId,
        through: FileId,
        index: usize,
        require: &crate::facts::Require,
        contracts: &[exports::Contract],
    ) -> Option<Importable> {
        let crate::facts::Site::Declared(it) = &require.site else { return None };
        let crate::facts::Shape::Member { member, .. } = &it.shape else { return None };
        let importable = self.importable(through, index, contracts)?;
        let specifier = match &self.graph.nodes[through].requires[index] {
            Target::File { id, specifier } if specifier.starts_with('.') => {
                let path = self.new_path(*id);
                let path = path.as_ref().unwrap_or(&self.graph.nodes[*id].path);
                crate::graph::relative(&self.graph.nodes[from].path, path)
            }
            _ => importable.specifier.clone(),
        };
        Some(Importable { specifier, member: Some(member.clone()), ..importable })
    }

    /// The specifier of `target` in `from`, after renames.
    pub(crate) fn specifier(&self, from: FileId, target: FileId, specifier: &str) -> String {
        match self.new_path(target) {
            Some(path) if specifier.starts_with('.') => {
                crate::graph::relative(&self.graph.nodes[from].path, &path)
            }
            _ => specifier.to_string(),
        }
    }

    /// Some file of the package assigns members of the builtin, so that only its object is live.
    pub(super) fn is_patched(&self, builtin: &str) -> bool {
        self.graph.patched_builtins.contains(builtin)
    }

    fn is_member_assigned(&self, target: FileId) -> bool {
        self.graph.member_assigned.contains(&target)
    }
}

/// How `import` names a file that a build may still write; `None` where nobody can tell.
pub(crate) fn unfound(specifier: &str) -> Option<String> {
    let name = specifier.rsplit('/').next()?;
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        _ if !specifier.starts_with('.') => Some(specifier.to_string()),
        Some("js" | "cjs" | "mjs") => Some(specifier.to_string()),
        Some("json" | "node" | "") => None,
        _ if name.is_empty() => None,
        _ => Some(format!("{specifier}.js")),
    }
}

fn importable_module(
    node: &Node,
    specifier: String,
    require: &crate::facts::Require,
) -> Option<Importable> {
    let esm = &node.facts.as_ref()?.esm;
    let has_default = esm.names.contains("default");
    let opaque = esm.top_level_await
        || !esm.stars.is_empty()
        || esm.names.contains(crate::graph::external::ME);
    if !esm.top_level_await && esm.returned == Returned::Default {
        return Some(Importable {
            interop: Access::Default { names: FxHashSet::default() },
            specifier,
            json: false,
            unwraps: false,
            name: None,
            member: None,
        });
    }
    if opaque || (has_default && !requires::reads_only_members(require)) {
        return None;
    }
    Some(Importable {
        interop: Access::Namespace { names: esm.constant.clone() },
        specifier,
        json: false,
        unwraps: false,
        name: None,
        member: None,
    })
}
