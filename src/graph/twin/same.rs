//! Whether two builds mean the same by a name.

use oxc_ast::ast::{Expression, Function, IdentifierReference, Statement};
use oxc_span::{ContentEq, GetSpan};
use rustc_hash::FxHashMap;

use super::{
    Sameness,
    body::{self, Position},
    side::{Side, Thing},
};

/// Objects of the language whose members are the same for both builds.
const LANGUAGE: &[&str] = &["Math", "Number", "Symbol"];

/// Both builds, and what is known of their names.
pub(super) struct Pair<'s, 'm, 'a> {
    one: &'s Side<'m, 'a>,
    other: &'s Side<'m, 'a>,
    /// What names of the top level are; a name that is being compared is taken for the same.
    known: FxHashMap<&'a str, Option<Kind>>,
}

/// What both things are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Value,
    Function,
    Table,
    /// A regular expression that remembers nothing.
    Pattern,
    Builtin,
}

impl<'s, 'm, 'a> Pair<'s, 'm, 'a> {
    pub(super) fn new(one: &'s Side<'m, 'a>, other: &'s Side<'m, 'a>) -> Self {
        Self { one, other, known: FxHashMap::default() }
    }

    /// What both export, and in which way it is the same.
    pub(super) fn names(&mut self) -> FxHashMap<String, Sameness> {
        let (one, other) = (self.one, self.other);
        let mut names = FxHashMap::default();
        for (name, thing) in &one.exports {
            if let Some(twin) = other.exports.get(name)
                && let Some(sameness) = self.things(*thing, *twin).and_then(sameness)
            {
                names.insert(name.clone(), sameness);
            }
        }
        names
    }

    /// What both export as a whole are functions that do the same.
    pub(super) fn whole(&mut self) -> bool {
        let (Some(one), Some(other)) = (self.one.whole, self.other.whole) else { return false };
        self.things(one, other) == Some(Kind::Function)
    }

    fn named(&mut self, name: &'a str) -> Option<Kind> {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let (one, other) = (*self.one.things.get(name)?, *self.other.things.get(name)?);
        self.known.insert(name, Some(Kind::Function));
        let is_constant = |side: &Side<'m, 'a>, thing| {
            matches!(thing, Thing::Table(_)) || body::is_constant(side.module, name)
        };
        let constant = is_constant(self.one, one) && is_constant(self.other, other);
        let kind = if constant { self.things(one, other) } else { None };
        if kind.is_none() {
            // What was compared meanwhile may have relied on it.
            self.known.retain(|_, kind| kind.is_none());
        }
        self.known.insert(name, kind);
        kind
    }

    fn things(&mut self, one: Thing<'a>, other: Thing<'a>) -> Option<Kind> {
        match (one, other) {
            (Thing::Function(one), Thing::Function(other)) => {
                one.content_eq(other).then_some(())?;
                self.bodies(one.span(), other.span())
            }
            (Thing::Value(one), Thing::Value(other)) => self.values(one, other),
            // `module.exports = function () {}` and `export default function () {}`
            (Thing::Value(Expression::FunctionExpression(one)), Thing::Function(other)) => {
                let same = one.params.content_eq(&other.params)
                    && one.body.content_eq(&other.body)
                    && [one.r#async, one.generator] == [other.r#async, other.generator]
                    && one.id.as_ref().is_none_or(|it| {
                        other.id.as_ref().is_some_and(|twin| twin.name == it.name)
                    });
                same.then_some(())?;
                self.bodies(one.span, other.span)
            }
            (Thing::Table(one), Thing::Table(other)) => {
                (one.content_eq(other) && members(one).is_some()).then_some(Kind::Table)
            }
            (Thing::Builtin(one), Thing::Builtin(other)) => (one == other).then_some(Kind::Builtin),
            _ => None,
        }
    }

    fn values(&mut self, one: &'a Expression<'a>, other: &'a Expression<'a>) -> Option<Kind> {
        one.content_eq(other).then_some(())?;
        match one {
            Expression::RegExpLiteral(it) => {
                let flags = it.regex.flags.to_string();
                (!flags.contains(['g', 'y'])).then_some(Kind::Pattern)
            }
            _ if one.is_literal() => Some(Kind::Value),
            Expression::ArrowFunctionExpression(_) | Expression::FunctionExpression(_) => {
                self.bodies(one.span(), other.span())
            }
            Expression::StaticMemberExpression(it) => {
                let Expression::Identifier(table) = &it.object else { return None };
                let name = table.name.as_str();
                if self.is_language(table) {
                    return Some(Kind::Value);
                }
                (self.named(name)? == Kind::Table).then_some(())?;
                let Some(Thing::Table(function)) = self.one.things.get(name) else { return None };
                let members = members(function)?;
                members.contains(&it.property.name.as_str()).then_some(Kind::Value)
            }
            _ => None,
        }
    }

    /// What the language gives, such as `Symbol` of `Symbol.iterator`.
    fn is_language(&self, object: &IdentifierReference<'a>) -> bool {
        let reference = object.reference_id.get();
        let scoping = self.one.module.scoping();
        let free = reference.is_some_and(|it| scoping.get_reference(it).symbol_id().is_none());
        let name = object.name.as_str();
        let known = self.other.module.scoping().get_root_binding(name.into()).is_some();
        free && !known && LANGUAGE.contains(&name)
    }

    /// Functions of the same text are the same if what they name is, and if they do not show it.
    fn bodies(&mut self, one: oxc_span::Span, other: oxc_span::Span) -> Option<Kind> {
        let names = body::names(self.one.module, one)?;
        let twins = body::names(self.other.module, other)?;
        (names == twins).then_some(())?;
        for (name, positions) in names {
            let needed = match self.named(name)? {
                Kind::Value | Kind::Builtin => continue,
                Kind::Function => Position::Callee,
                Kind::Table | Kind::Pattern => Position::Object,
            };
            if positions.iter().any(|it| *it != needed) {
                return None;
            }
        }
        Some(Kind::Function)
    }
}

fn sameness(kind: Kind) -> Option<Sameness> {
    match kind {
        Kind::Value => Some(Sameness::Value),
        Kind::Function => Some(Sameness::Function),
        Kind::Table => Some(Sameness::Table),
        Kind::Pattern | Kind::Builtin => None,
    }
}

/// The members that an enumeration gets: `E["A"] = "a"`.
fn members<'a>(function: &Function<'a>) -> Option<Vec<&'a str>> {
    let parameter = match function.params.items.as_slice() {
        [it] => it.pattern.get_identifier_name()?,
        _ => return None,
    };
    let member = |statement: &Statement<'a>| {
        let Statement::ExpressionStatement(it) = statement else { return None };
        let Expression::AssignmentExpression(it) = &it.expression else { return None };
        let target = it.left.as_member_expression()?;
        let Expression::Identifier(object) = target.object() else { return None };
        let plain = object.name == parameter && it.right.is_literal();
        target.static_property_name().filter(|_| plain)
    };
    function.body.as_ref()?.statements.iter().map(member).collect()
}
