//! Packages whose files load each other, as far as they are decided together.

use super::{Options, scanned, seal, sync};
use crate::{
    find::Package,
    finding::Finding,
    graph::{FileId, Graph},
    plan::{self, Forced, Joint, Member, Plan, forms::Verdict},
    transforms::ALL,
};

/// Why a package stays that was judged together with others.
pub(super) const ALONE: &str = "a file in an import cycle with other packages stays CommonJS";

/// The import cycles with other packages are not as they were judged.
pub(super) fn breaks(package: &Package, plan: &Plan, forced: &Forced) -> bool {
    let migrates = |id: FileId| matches!(plan.verdicts[id], Verdict::Migrate(_));
    package.siblings.joint.as_ref().is_some_and(|it| !it.holds(forced, &migrates))
}

/// What each of the `packages` has to mind so that all can migrate, whose files load each other. The
/// error says why they cannot.
pub(crate) fn together(packages: &[Package], options: &Options) -> Result<Vec<Joint>, String> {
    let enabled = options.enabled();
    if ALL.iter().any(|it| !it.is_optional() && !enabled.iter().any(|one| one.name() == it.name()))
    {
        return Err("only some transforms run".to_string());
    }
    if packages.iter().any(|it| sync::wanted(it, options)) {
        return Err("--module-sync copies what old Nodes load".to_string());
    }
    let member = |package| {
        let mut manifest = super::readable(package)?;
        seal::close(package, &mut manifest, options);
        let facts = scanned::scan_all(package, &mut Vec::new());
        let graph = Graph::link(package, &manifest, facts);
        Ok(Member { package, manifest, graph })
    };
    let members: Result<Vec<_>, Finding> = packages.iter().map(member).collect();
    plan::together(members.map_err(|it| it.message)?, options)
}
