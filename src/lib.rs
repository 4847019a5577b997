//! unfaux turns CommonJS packages into real ES modules: nobody who `require`s or `import`s a
//! migrated package can tell, and what cannot be done like that is refused with a reason.
//!
//! The command line is [`cli`], [`run`] takes its packages through the stages, and [`engine`] is
//! the part that neither prints nor writes: a [`find::Package`] in, a [`change::ChangeSet`] out.
//!
//! Which packages are meant, [`workspace`] knows, and [`roadmap`] puts them in order; what one of them
//! is told of the others is [`siblings`].
//!
//! # Stages
//!
//! Data flows one way.
//!
//! | stage | in → out | where | IO |
//! |---|---|---|---|
//! | [`find`] | paths → [`find::Package`]: files with their texts and [`mod@format`] | once a package | reads |
//! | [`scan`] | file → [`facts::Facts`], with what [`effects`], [`strict`] and [`lexer`] see in it | each file, in parallel | – |
//! | link | facts → [`graph::Graph`]: targets, audiences, the names that importers see | once a package | reads dependencies |
//! | [`mod@plan`] | graph → [`plan::Plan`]: a verdict for each file, a form for each export and `require` | once a package | – |
//! | [`mod@rewrite`] | file and its plan → [`edit::Edits`] of the [`transforms`] → new text, parsed again | each file, in parallel | – |
//! | [`source`] | TypeScript and JSX with their settings → the same as ES modules | once a package | reads settings |
//! | [`manifest`] | `package.json` and its neighbours, and what was renamed → their new texts | once a package | – |
//! | [`diff`], [`report`] | [`change::ChangeSet`] and [`finding::Finding`]s → patch, lines, JSON | once a run | prints |
//! | [`apply`] | [`change::ChangeSet`] → disk, all or nothing | once a package | writes |
//! | [`verify`] | package before and after → what consumers would see of the change | on request | runs Node |
//!
//! # Invariants
//!
//! 1. What crosses a stage is owned, `Send` and free of syntax trees; arenas live inside one
//!    closure. (`snapshots/invariants.rs`: `what_crosses_a_stage_is_owned`)
//! 2. Facts observe, the plan decides, transforms rewrite, verification proves. No stage does
//!    another's work. (`no_stage_does_the_work_of_another`)
//! 3. Every span and every place of a message is in the coordinates of the original text.
//!    (`places_are_in_the_original`)
//! 4. A file migrates whole or not at all, and so does a cycle of files.
//!    (`a_file_migrates_whole_or_not_at_all`, `cycles_move_together`)
//! 5. Bytes outside of edits are never touched, and an edit removes no comment but one that only names
//!    a variable that goes.
//!    (`every_comment_survives`; `snapshots/packages.rs`: `carriage_returns_give_the_same_diff`,
//!    `byte_order_marks_and_missing_newlines_give_the_same_result`)
//! 6. Output is a function of the input: no clock, no order of hashes or threads.
//!    (`threads_do_not_change_the_output`)
//! 7. A second run changes nothing. (`snapshots/packages.rs`: `a_second_run_changes_nothing`)
//!
//! And around them: one bad file never stops the others (`snapshots/cli/inputs.rs`), a patch is
//! what `apply` writes (`snapshots/packages.rs`: `git_applies_the_diff_to_the_same_result`), and
//! both views of every fixture stay what they were (`consumers_see_no_difference`).

pub mod apply;
pub mod change;
pub mod cli;
pub mod declarations;
pub mod depth;
pub mod diff;
pub mod edit;
pub mod effects;
pub mod engine;
pub mod explain;
pub mod facts;
pub mod find;
pub mod finding;
pub mod format;
pub mod graph;
pub mod lexer;
pub mod manifest;
pub mod module;
pub mod notes;
pub mod outside;
pub mod plan;
pub mod printed;
pub mod progress;
pub mod report;
pub mod rewrite;
pub mod roadmap;
pub mod run;
pub mod scan;
pub mod semver;
pub mod siblings;
pub mod source;
pub mod strict;
pub mod vcs;
pub mod verify;
pub mod workspace;

#[path = "../transforms/mod.rs"]
pub mod transforms;
