//! Writes change sets to disk: all of a package or nothing, whenever the program is killed. New
//! contents and a list of what is to be done are written to a folder of their own first; then files
//! only change their names, and a run that was killed is ended by the next.

mod carry;
mod commit;
mod record;
mod stage;

use std::path::Path;

use anyhow::Result;

pub use commit::{Commits, Each};
pub use record::{FOLDER, Record, Unit};

use crate::{change::ChangeSet, find::Package};

/// Writes `changes` into `package`. After an error the package is as it was.
pub fn apply(package: &Package, changes: &ChangeSet) -> Result<()> {
    let mut record = Record::begin(&package.root, None)?;
    let unit = Unit::new(String::new(), package.name().unwrap_or_default(), 1);
    if let Err(error) = record.add(unit, changes) {
        record.end()?;
        return Err(error);
    }
    let mut failure = None;
    record.run(&mut |_, error| {
        failure = error;
        Ok(())
    })?;
    record.end()?;
    failure.map_or(Ok(()), Err)
}

/// Nothing may be written outside of `root`, not even through a symbolic link.
fn is_inside(root: &Path, real: &Path) -> bool {
    std::fs::canonicalize(root).is_ok_and(|root| real.starts_with(root))
}
