//! The object that a settings file holds, be it JSON, JavaScript or TypeScript, and small edits of
//! it. What is computed is no literal, and stays.

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Argument, ArrayExpression, ArrayExpressionElement, AssignmentTarget, Declaration,
    ExportDefaultDeclarationKind, Expression, ObjectExpression, ObjectPropertyKind, Program,
    PropertyKey, Statement,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, SourceType, Span};

use super::syntax;
use crate::edit::Edits;

/// An object literal. Spans are those of the settings file.
#[derive(Debug, Default)]
pub(super) struct Object {
    pub(super) span: Span,
    pub(super) properties: Vec<Property>,
}

#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) struct Value {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Object(Object),
    Array(Vec<Value>),
    String(String),
    Other,
}

/// The object of a JSON file, with comments and commas at the end or without.
pub(super) fn of_json(text: &str) -> Option<Object> {
    let allocator = Allocator::default();
    // A byte order mark takes three bytes, and the bracket in front one.
    let plain = text.trim_start_matches('\u{feff}');
    let wrapped = format!("({plain}\n)");
    let program = oxc_parser::Parser::new(&allocator, &wrapped, SourceType::cjs()).parse();
    if program.panicked || program.diagnostics.has_errors() {
        return None;
    }
    let [Statement::ExpressionStatement(it)] = program.program.body.as_slice() else { return None };
    let shift = Shift { by: (text.len() - plain.len()) as u32, bracket: 1 };
    let Kind::Object(object) = value(&it.expression, shift).kind else { return None };
    Some(object)
}

/// The object literal that the script or module at `path` exports.
pub(super) fn of_script(path: &str, text: &str) -> Option<Object> {
    let allocator = Allocator::default();
    let module = syntax::parse(&allocator, path, text).ok()?;
    let program = module.program;
    let exported = program.body.iter().find_map(exported).or_else(|| named(program))?;
    let object = literal(program, exported, 0)?;
    Some(of_expression(object, Shift::default()))
}

/// All object literals in the script or module at `path` that have a property of this name.
pub(super) fn all_of_script(path: &str, text: &str, name: &str) -> Vec<Object> {
    let allocator = Allocator::default();
    let Ok(module) = syntax::parse(&allocator, path, text) else { return Vec::new() };
    let mut objects = Objects(Vec::new());
    objects.visit_program(module.program);
    objects.0.retain(|it| it.get(name).is_some());
    objects.0
}

struct Objects(Vec<Object>);

impl<'a> Visit<'a> for Objects {
    fn visit_object_expression(&mut self, it: &ObjectExpression<'a>) {
        self.0.push(of_expression(it, Shift::default()));
        walk::walk_object_expression(self, it);
    }
}

fn exported<'a>(statement: &'a Statement<'a>) -> Option<&'a Expression<'a>> {
    match statement {
        Statement::ExportDefaultDeclaration(it) => match &it.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(_)
            | ExportDefaultDeclarationKind::ClassDeclaration(_)
            | ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => None,
            other => other.as_expression(),
        },
        Statement::ExpressionStatement(it) => match &it.expression {
            Expression::AssignmentExpression(it) => {
                let AssignmentTarget::StaticMemberExpression(member) = &it.left else {
                    return None;
                };
                let Expression::Identifier(object) = &member.object else { return None };
                let is_exports = object.name == "module" && member.property.name == "exports";
                is_exports.then_some(&it.right)
            }
            _ => None,
        },
        Statement::TSExportAssignment(it) => Some(&it.expression),
        _ => None,
    }
}

/// What `export { name as default }` hands out.
fn named<'a>(program: &'a Program<'a>) -> Option<&'a Expression<'a>> {
    let lists = program.body.iter().filter_map(|it| match it {
        Statement::ExportNamedDeclaration(it) => Some(&it.specifiers),
        _ => None,
    });
    let name = lists.flatten().find(|it| it.exported.name() == "default")?.local.name();
    program.body.iter().find_map(|statement| declared(statement, &name))
}

/// The literal behind a variable, a type, or a function such as `defineConfig`.
fn literal<'a>(
    program: &'a Program<'a>,
    expression: &'a Expression<'a>,
    depth: usize,
) -> Option<&'a ObjectExpression<'a>> {
    if depth > 4 {
        return None;
    }
    match expression.get_inner_expression() {
        Expression::ObjectExpression(it) => Some(it),
        Expression::Identifier(it) => {
            let value = program.body.iter().find_map(|statement| declared(statement, &it.name))?;
            literal(program, value, depth + 1)
        }
        Expression::CallExpression(it) => {
            let Expression::Identifier(callee) = &it.callee else { return None };
            let is_typed = callee.name.starts_with("define");
            match it.arguments.as_slice() {
                [Argument::ObjectExpression(it)] if is_typed => Some(it),
                _ => None,
            }
        }
        _ => None,
    }
}

fn declared<'a>(statement: &'a Statement<'a>, name: &str) -> Option<&'a Expression<'a>> {
    let declaration = match statement {
        Statement::VariableDeclaration(it) => it,
        Statement::ExportDeclaration(it) => match &it.declaration {
            Declaration::VariableDeclaration(it) => it,
            _ => return None,
        },
        _ => return None,
    };
    let one = declaration
        .declarations
        .iter()
        .find(|it| it.id.get_identifier_name().is_some_and(|found| found == name))?;
    one.init.as_ref()
}

/// How far what was parsed is from what stands in the file.
#[derive(Clone, Copy, Default)]
struct Shift {
    by: u32,
    bracket: u32,
}

fn moved(span: Span, shift: Shift) -> Span {
    let at = |offset: u32| offset + shift.by - shift.bracket;
    Span::new(at(span.start), at(span.end))
}

fn value(expression: &Expression<'_>, shift: Shift) -> Value {
    // The brackets around JSON are not in the file.
    let expression = expression.get_inner_expression();
    let kind = match expression {
        Expression::ObjectExpression(it) => Kind::Object(of_expression(it, shift)),
        Expression::ArrayExpression(it) => Kind::Array(elements(it, shift)),
        Expression::StringLiteral(it) => Kind::String(it.value.to_string()),
        _ => Kind::Other,
    };
    Value { span: moved(expression.span(), shift), kind }
}

/// What is spread or left out counts as an element that nothing is known of.
fn elements(array: &ArrayExpression<'_>, shift: Shift) -> Vec<Value> {
    let element = |it: &ArrayExpressionElement<'_>| match it.as_expression() {
        Some(it) => value(it, shift),
        None => Value { span: moved(it.span(), shift), kind: Kind::Other },
    };
    array.elements.iter().map(element).collect()
}

fn of_expression(object: &ObjectExpression<'_>, shift: Shift) -> Object {
    let property = |it: &ObjectPropertyKind<'_>| match it {
        ObjectPropertyKind::ObjectProperty(it) => Property {
            name: match &it.key {
                PropertyKey::StaticIdentifier(key) => key.name.to_string(),
                PropertyKey::StringLiteral(key) => key.value.to_string(),
                _ => String::new(),
            },
            span: moved(it.span, shift),
            value: value(&it.value, shift),
        },
        ObjectPropertyKind::SpreadProperty(it) => {
            let span = moved(it.span, shift);
            Property { name: String::new(), span, value: Value { span, kind: Kind::Other } }
        }
    };
    let properties = object.properties.iter().map(property).collect();
    Object { span: moved(object.span, shift), properties }
}

impl Object {
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.properties.iter().find(|it| it.name == name).map(|it| &it.value)
    }

    pub(super) fn object(&self, name: &str) -> Option<&Self> {
        self.get(name).and_then(Value::as_object)
    }

    pub(super) fn string(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// Writes `name: text`, in place of the value that is there, or after all others.
    pub(super) fn set(&self, source: &str, edits: &mut Edits, name: &str, text: &str) {
        match self.get(name) {
            Some(value) => edits.replace(value.span, text),
            None => self.add(source, edits, &[], &[(name, text.to_string())]),
        }
    }

    /// Writes these names and values after the last of the properties `after`, or after all.
    pub(super) fn add(
        &self,
        source: &str,
        edits: &mut Edits,
        after: &[&str],
        new: &[(&str, String)],
    ) {
        let pair = |(name, text): &(&str, String)| format!("{}: {text}", self.key(source, name));
        let pairs: Vec<String> = new.iter().map(pair).collect();
        let named = self.properties.iter().rfind(|it| after.contains(&it.name.as_str()));
        let Some(last) = named.or(self.properties.last()) else {
            let open = self.span.start + 1;
            edits.replace(Span::new(open, self.span.end - 1), format!(" {} ", pairs.join(", ")));
            return;
        };
        let before = &source[self.span.start as usize..last.span.start as usize];
        let gap = before.rfind('\n').map_or(" ".to_string(), |at| {
            let newline = if before[..at].ends_with('\r') { "\r\n" } else { "\n" };
            format!("{newline}{}", blanks(&before[at + 1..]))
        });
        let separator = format!(",{gap}");
        edits.insert(last.span.end, format!("{separator}{}", pairs.join(&separator)));
    }

    /// The line break and the blanks in front of each property, where they stand on lines of their own.
    pub(super) fn gap<'s>(&self, source: &'s str) -> Option<&'s str> {
        let first = self.properties.first()?;
        let before = &source[self.span.start as usize..first.span.start as usize];
        let line = before.rfind('\n')?;
        let start = if before[..line].ends_with('\r') { line - 1 } else { line };
        Some(&source[self.span.start as usize + start..first.span.start as usize])
    }

    /// `name` in the quotes of its neighbours.
    pub(super) fn key(&self, source: &str, name: &str) -> String {
        let first = self.properties.iter().find_map(|it| {
            source[it.span.start as usize..].chars().next().filter(|it| matches!(it, '"' | '\''))
        });
        let is_json = source.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '/']);
        match first {
            Some(quote) => format!("{quote}{name}{quote}"),
            None if is_json || !crate::plan::is_identifier_name(name) => format!("\"{name}\""),
            None => name.to_string(),
        }
    }
}

fn blanks(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// Takes the elements that are `gone` out of a list, with the commas beside them. Gives the bytes
/// that go.
pub(super) fn remove(list: &[Value], gone: &dyn Fn(usize) -> bool, edits: &mut Edits) -> Vec<Span> {
    let (mut index, mut spans) = (0, Vec::new());
    while index < list.len() {
        let start = index;
        while index < list.len() && gone(index) {
            index += 1;
        }
        if start == index {
            index += 1;
            continue;
        }
        let span = Span::new(list[start].span.start, list[index - 1].span.end);
        spans.push(match (list.get(index), start.checked_sub(1)) {
            (Some(next), _) => Span::new(span.start, next.span.start),
            (None, Some(before)) => Span::new(list[before].span.end, span.end),
            (None, None) => span,
        });
    }
    for span in &spans {
        edits.delete(*span);
    }
    spans
}

impl Value {
    pub(super) fn as_object(&self) -> Option<&Object> {
        match &self.kind {
            Kind::Object(it) => Some(it),
            _ => None,
        }
    }

    pub(super) fn as_array(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::Array(it) => Some(it),
            _ => None,
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(it) => Some(it),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Edits, Value, of_json, of_script, remove};

    #[test]
    fn elements_go_with_their_commas() {
        let without = |gone: &[&str]| {
            let source = r#"{ "plugins": ["a", ["b", {}], "c"] }"#;
            let object = of_json(source).expect("an object");
            let list = object.get("plugins").and_then(Value::as_array).expect("a list");
            let is_gone = |at: usize| {
                let first = list[at].as_array().map_or(&list[at], |it| &it[0]);
                first.as_str().is_some_and(|it| gone.contains(&it))
            };
            let mut edits = Edits::default();
            remove(list, &is_gone, &mut edits);
            edits.apply(source).expect("edits apart")
        };
        assert_eq!(without(&["a"]), r#"{ "plugins": [["b", {}], "c"] }"#);
        assert_eq!(without(&["b", "c"]), r#"{ "plugins": ["a"] }"#);
        assert_eq!(without(&["a", "c"]), r#"{ "plugins": [["b", {}]] }"#);
        assert_eq!(without(&["a", "b", "c"]), r#"{ "plugins": [] }"#);
    }

    #[test]
    fn properties_follow_the_layout_of_their_neighbours() {
        let set = |source: &str, name: &str, text: &str| {
            let object = if source.starts_with('{') {
                of_json(source)
            } else {
                of_script("jest.config.ts", source)
            };
            let mut edits = Edits::default();
            object.expect("an object").set(source, &mut edits, name, text);
            edits.apply(source).expect("one edit")
        };
        assert_eq!(set("{}", "a", "1"), "{ \"a\": 1 }");
        assert_eq!(set("{\n  \"a\": 1,\n}", "b", "2"), "{\n  \"a\": 1,\n  \"b\": 2,\n}");
        assert_eq!(set("{ \"a\": 1 }", "a", "2"), "{ \"a\": 2 }");
        let typed = "const config: Config = { a: 1 }\nexport default config";
        assert_eq!(
            set(typed, "b", "2"),
            "const config: Config = { a: 1, b: 2 }\nexport default config"
        );
    }
}
