//! Import statements as text, and where new statements go.

use oxc_span::Span;

use crate::{
    edit::{Edits, is_literal},
    facts::Site,
    plan::{
        forms::{Clause, Import, NewImport, RequireForm},
        is_identifier_name,
    },
    rewrite::File,
};

/// An import statement. `literal` is the specifier's literal in the original, whose quotes stay.
pub(super) fn statement(file: &File<'_>, import: &Import, literal: Option<Span>) -> String {
    let clause = clause(file, &import.clause);
    format!("{clause}{}{}", tail(file, import, literal), file.semicolon())
}

/// The statement's start, up to the specifier.
pub(super) fn clause(file: &File<'_>, clause: &Clause) -> String {
    match clause {
        Clause::SideEffect => "import ".to_string(),
        Clause::Default(local) => format!("import {local} from "),
        Clause::Namespace(local) => format!("import * as {local} from "),
        Clause::Named(list) => format!("import {{ {} }} from ", names(file, list)),
    }
}

/// The specifier and the attribute.
pub(super) fn tail(file: &File<'_>, import: &Import, literal: Option<Span>) -> String {
    let is_quoted = |literal: &Span| {
        let text = file.text(*literal);
        !text.starts_with('`') && is_literal(text)
    };
    let specifier = match literal.filter(is_quoted) {
        Some(literal) => {
            let quote = &file.text(literal)[..1];
            let old = &file.text(literal)[1..literal.size() as usize - 1];
            let same = old == import.specifier || old.contains('\\');
            format!("{quote}{}{quote}", if same { old } else { &import.specifier })
        }
        None => file.quoted(&import.specifier),
    };
    let attribute = if import.json { json_attribute(file) } else { String::new() };
    format!("{specifier}{attribute}")
}

/// ` with { type: 'json' }`
pub(super) fn json_attribute(file: &File<'_>) -> String {
    format!(" with {{ type: {} }}", file.quoted("json"))
}

/// `a, b as c` of an import list.
pub(super) fn names(file: &File<'_>, list: &[(String, String)]) -> String {
    let list: Vec<String> = list.iter().map(|(name, local)| renamed(file, name, local)).collect();
    list.join(", ")
}

/// `name as local` of an import list.
fn renamed(file: &File<'_>, name: &str, local: &str) -> String {
    if name == local { name.to_string() } else { format!("{} as {local}", module_name(file, name)) }
}

/// A name of an import or export list: an identifier, or a string.
pub(super) fn module_name(file: &File<'_>, name: &str) -> String {
    if is_identifier_name(name) { name.to_string() } else { file.quoted(name) }
}

/// Whether the top-level statement becomes nothing but import statements.
pub(crate) fn is_import_statement(file: &File<'_>, statement: Span) -> bool {
    let calls: Vec<_> = file.facts.requires_in(statement).collect();
    let Some(first) = calls.first() else { return false };
    let declarators = match &first.site {
        Site::Bare { .. } => 1,
        Site::Declared(it) if it.top => it.declarators.len(),
        _ => return false,
    };
    let imports = calls.iter().filter(|it| {
        matches!(file.plan.requires.get(&it.call.start), Some(RequireForm::Statement(_)))
    });
    imports.count() == declarators
}

/// Inserts a statement before all other imports.
pub(super) fn insert_first(file: &File<'_>, edits: &mut Edits, text: &str) {
    edits.insert_first(file.facts.layout.top, on_top(file, text));
}

/// Inserts `import` statements, each where its call was evaluated: after the last import before it.
pub(super) fn insert_imports(file: &File<'_>, edits: &mut Edits, mut imports: Vec<&NewImport>) {
    imports.sort_by_key(|it| it.order);
    let mut statements = file.facts.layout.statements.iter().copied().peekable();
    let mut last = None;
    for it in imports {
        while let Some(before) = statements.next_if(|statement| statement.end <= it.order) {
            last = Some(before).filter(|before| is_import_statement(file, *before)).or(last);
        }
        let text = statement(file, &it.import, None);
        match last {
            Some(last) => edits.insert(file.line_end(last.end), file.newline().to_owned() + &text),
            None => insert_top(file, edits, &text),
        }
    }
}

fn insert_top(file: &File<'_>, edits: &mut Edits, text: &str) {
    edits.insert(file.facts.layout.top, on_top(file, text));
}

/// `text` as a line at the top of the file.
fn on_top(file: &File<'_>, text: &str) -> String {
    let newline = file.newline();
    let before = &file.source[..file.facts.layout.top as usize];
    let opens_line = before.is_empty() || before.ends_with(['\n', '\u{feff}']);
    let lead = if opens_line { "" } else { newline };
    format!("{lead}{text}{newline}")
}

/// Inserts a statement after the imports at the top of the file, before everything else.
pub(super) fn prologue(file: &File<'_>, edits: &mut Edits, text: &str) {
    let newline = file.newline();
    let block = block(file, 0);
    let last = block.iter().rposition(|it| is_import_statement(file, *it));
    let next = file.facts.layout.statements.get(last.map_or(0, |last| last + 1));
    let end = if next.is_some_and(|next| continues(file, *next)) && !text.ends_with(';') {
        ";"
    } else {
        ""
    };
    match last {
        Some(last) => edits.insert(file.line_end(block[last].end), format!("{newline}{text}{end}")),
        None => insert_top(file, edits, &format!("{text}{end}")),
    }
}

/// Without a semicolon before it, the statement would go on with the one above
/// (ECMA-262, 12.10.3).
fn continues(file: &File<'_>, statement: Span) -> bool {
    file.text(statement).starts_with(['(', '[', '`', '+', '-', '*', '/'])
}

/// The statements from number `at` on that become imports, or that can move below them.
pub(super) fn block(file: &File<'_>, at: usize) -> Vec<Span> {
    let statements = file.facts.layout.statements[at..].iter().copied();
    let belongs =
        |it: &Span| is_import_statement(file, *it) || is_sinkable(file, *it) || goes(file, *it);
    statements.take_while(belongs).collect()
}

/// Another import has taken in the whole statement.
pub(super) fn goes(file: &File<'_>, statement: Span) -> bool {
    file.facts.requires_in(statement).any(|it| {
        matches!(
            file.plan.requires.get(&it.call.start),
            Some(RequireForm::Removed { declaration }) if *declaration == statement
        )
    })
}

/// A declaration that loads a module, but becomes no import.
fn is_sinkable(file: &File<'_>, statement: Span) -> bool {
    let text = file.text(statement);
    let declares = ["var ", "let ", "const "].iter().any(|it| text.starts_with(it));
    let mut requires = file.facts.requires_in(statement).peekable();
    declares
        && requires.peek().is_some()
        && requires.all(|it| {
            matches!(
                file.plan.requires.get(&it.call.start),
                Some(
                    RequireForm::Replaced { .. } | RequireForm::Call { .. } | RequireForm::Builtin
                )
            )
        })
        && !file.has_own_comment(statement)
}
