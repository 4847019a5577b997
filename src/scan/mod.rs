//! Reads one file into [`Facts`]. Observes; decides nothing.

pub(crate) mod accessors;
mod anew;
mod assignments;
mod bindings;
mod branches;
mod bundle;
mod converted;
mod detected;
mod early;
pub(crate) mod esm;
mod exports;
mod footer;
mod frames;
mod getter;
mod helpers;
mod inherits;
mod interop;
mod layout;
pub(crate) mod library;
mod literal;
mod live;
mod marks;
mod module_object;
mod module_url;
mod parent;
mod passed;
mod patched;
mod paths;
mod place;
mod requires;
mod started;
mod umd;
mod usage;
mod wholes;
mod wrapper;
mod written;

pub(crate) use layout::share_habits;

use oxc_allocator::Allocator;
use oxc_diagnostics::Diagnostics;
use oxc_span::Span;
use rustc_hash::FxHashSet;

use crate::{
    effects,
    facts::{Branch, Facts},
    lexer::{self, Dialect, Lexed},
    module::{Module, Syntax},
    strict::{self, Hazard},
};

/// Parses and observes one file.
///
/// # Errors
/// The parser's diagnostics, when the text is neither a script nor a module.
pub fn scan(allocator: &Allocator, source: &str) -> Result<Facts, Diagnostics> {
    let module = Module::parse(allocator, source)?;
    if let Some(umd::Unwrapped { spans, text }) = umd::unwrapped(&module)
        && let Ok(inner) = Module::parse(allocator, allocator.alloc_str(&text))
    {
        let mut facts = read(&inner, source);
        // What would be no module without the wrapper keeps it.
        if facts.hazards.is_empty() {
            facts.layout.top = umd::line_start(source, facts.layout.top);
            facts.layout.indent = layout::indent(source);
            facts.unwrapped = spans.to_vec();
            return Ok(facts);
        }
    }
    Ok(read(&module, source))
}

/// Observes what was parsed of `source`, whose exports importers see.
fn read(module: &Module<'_>, source: &str) -> Facts {
    let effects = effects::effects(module);
    let wrapper = Wrapper::of(module);
    let is_script = module.syntax == Syntax::CommonJs;
    let unasked = if is_script { bundle::unasked(module) } else { Vec::new() };
    let lexed = if is_script { lex_both(source) } else { [Lexed::default(), Lexed::default()] };
    let converted = if is_script { converted::converted(module) } else { None };
    let mut branches =
        if is_script { branches::branches(module, &unasked, &lexed) } else { Vec::new() };
    branches.extend(converted.iter().filter_map(|it| it.hint).map(Branch::gone));
    let assignments =
        if is_script { assignments::assignments(module, &wrapper, &branches) } else { Vec::new() };
    let audit = if is_script { strict::audit(module) } else { strict::Audit::default() };
    let mut facts = Facts {
        syntax: module.syntax,
        layout: layout::layout(module),
        names: bindings::names(module),
        roots: bindings::roots(module),
        hoisted: early::hoisted(module, &assignments, &effects.runs_at_load),
        requires: Vec::new(),
        wholes: Vec::new(),
        computed_requires: Vec::new(),
        computed_at_load: Vec::new(),
        require_values: Vec::new(),
        main_reads: started::reads(module),
        exports: exports::uses(module, &wrapper, &assignments, &effects.runs_at_load),
        aliases: wrapper.alias_statements(module),
        gone: Vec::new(),
        unmarked: false,
        unwrapped: Vec::new(),
        passed: if is_script { passed::passed(module, converted.as_ref()) } else { Vec::new() },
        helpers: if is_script { interop::helpers(module) } else { Vec::new() },
        guards: if is_script { helpers::guards(module) } else { Vec::new() },
        converted,
        lives: live::lives(module, &wrapper, &assignments, &effects.runs_at_load),
        parent_tests: parent::tests(module),
        wrapper: wrapper::uses(module, &assignments, &effects.runs_at_load),
        assignments,
        branches,
        specifiers: esm::specifiers(module),
        paths: paths::named(module),
        written: written::paths(module),
        lists_folders: lists_folders(module),
        accessors: if is_script { accessors::accessors(module) } else { FxHashSet::default() },
        esm: esm::exports(module),
        exported: Vec::new(),
        hazards: redeclared(module, &wrapper, audit.hazards),
        repairs: audit.repairs,
        own_frames: frames::own(module),
        ignored: marks::ignored(module),
        mocks: marks::mocks(module),
        anew: anew::loaded(module),
        localized: audit.localized,
        counters: audit.counters,
        lexed,
        effects,
    };
    complete(module, &unasked, &mut facts);
    facts
}

/// Adds what other facts decide about.
fn complete(module: &Module<'_>, unasked: &[Span], facts: &mut Facts) {
    requires::collect(module, unasked, facts);
    forget_dead(facts);
    module_url::fold(module, facts);
    footer::fold(module, facts);
    facts.exported = literal::exported(module, facts);
    facts.unmarked = is_unmarked(module, facts);
    wrapper::report(module, facts);
}

/// The hazards, and those of names that the wrapper declares, too.
fn redeclared(module: &Module<'_>, wrapper: &Wrapper, mut hazards: Vec<Hazard>) -> Vec<Hazard> {
    wrapper.report_redeclared(module, &mut hazards);
    hazards
}

fn lists_folders(module: &Module<'_>) -> bool {
    module.source.contains("readdir") && module.free("__dirname").next().is_some()
}

/// The text says `__esModule` at most in statements that go.
fn is_unmarked(module: &Module<'_>, facts: &Facts) -> bool {
    let marks = |text: &str| text.matches("__esModule").count();
    marks(module.source) == facts.gone.iter().map(|it| marks(module.text(*it))).sum::<usize>()
}

/// What stands in a part that goes is no use of anything.
fn forget_dead(facts: &mut Facts) {
    let branches = std::mem::take(&mut facts.branches);
    let goes = |it: &Span| {
        branches.iter().any(|branch| branch.taken.is_none() && branch.span.start == it.start)
    };
    facts.layout.comments.retain(|it| !goes(it));
    let is_dead = |span: Span| branches::is_dead(&branches, span);
    facts.exports.retain(|it| !is_dead(it.span));
    facts.wrapper.retain(|it| !is_dead(it.span));
    facts.requires.retain(|it| !is_dead(it.call));
    facts.computed_requires.retain(|it| !is_dead(*it));
    facts.computed_at_load.retain(|it| !is_dead(*it));
    facts.require_values.retain(|it| !is_dead(it.span));
    facts.repairs.retain(|it| !is_dead(it.span));
    facts.branches = branches;
}

fn lex_both(source: &str) -> [Lexed; 2] {
    // Node takes the byte order mark away before it looks for names.
    let source = source.trim_start_matches('\u{feff}');
    [Dialect::Lexer, Dialect::Merve].map(|dialect| lexer::lex(source, dialect).unwrap_or_default())
}

use wrapper::Wrapper;
