//! What transpilers print of `export … from`: getters on the exports object, and loops over names.
//! SWC and esbuild print getters for all exports, which show the variables as they are.

pub(super) mod table;

use oxc_ast::{
    AstKind,
    ast::{
        Argument, CallExpression, Expression, FunctionBody, IdentifierReference, ObjectExpression,
        ObjectPropertyKind, Statement,
    },
};
use oxc_semantic::SymbolId;
use oxc_span::{GetSpan, Span};

use super::{interop::is_helper, library};
use crate::{
    facts::{Converted, Passed, PassedNames},
    module::Module,
};

/// The statements of the top level that pass on names of another module.
pub(super) fn passed(module: &Module<'_>, converted: Option<&Converted>) -> Vec<Passed> {
    let body = module.program.body.iter();
    let mut all: Vec<Passed> = body.flat_map(|it| of_statement(module, it, converted)).collect();
    let spans: Vec<Span> = all.iter().map(|it| it.statement).collect();
    for it in &mut all {
        it.alone = alone(module, it, &spans);
    }
    all
}

fn of_statement(
    module: &Module<'_>,
    statement: &Statement<'_>,
    converted: Option<&Converted>,
) -> Vec<Passed> {
    let Statement::ExpressionStatement(it) = statement else { return Vec::new() };
    let Expression::CallExpression(call) = &it.expression else { return Vec::new() };
    let object = converted.map_or("exports", |it| it.object.as_str());
    let one = (star(module, call, object).map(|names| (names, None)))
        .or_else(|| getter(module, call))
        .or_else(|| loop_over(module, call));
    let found = match one {
        Some(one) => vec![one],
        None => table::getters(module, call, object).unwrap_or_default(),
    };
    let passed = |(names, local)| Passed { statement: it.span, names, local, alone: true };
    found.into_iter().map(passed).collect()
}

/// `__exportStar(require('x'), exports)`, or `__reExport(object, require('x'), module.exports)`
fn star(module: &Module<'_>, call: &CallExpression<'_>, object: &str) -> Option<PassedNames> {
    let callee = module.text(call.callee.span());
    let library = library::called(module, &call.callee).map(|it| it.name);
    if let [Argument::Identifier(to), Argument::CallExpression(from), both] =
        call.arguments.as_slice()
    {
        let known = callee == "__reExport"
            && to.name == object
            && module.text(both.span()) == "module.exports"
            && table::copies_both(module)
            && module.text(from.callee.span()) == "require";
        return known.then(|| PassedNames::Star(from.span.start));
    }
    let name = callee.rsplit('.').next().unwrap_or(callee).trim_end_matches(')');
    let [from, Argument::Identifier(exports)] = call.arguments.as_slice() else { return None };
    let known = matches!(library.unwrap_or(name), "__exportStar" | "_export_star" | "__export");
    let Argument::CallExpression(from) = from else { return None };
    let required = matches!(&from.callee, Expression::Identifier(it) if it.name == "require");
    (known && required && exports.name == "exports").then(|| PassedNames::Star(from.span.start))
}

type Found = (PassedNames, Option<String>);

/// `Object.defineProperty(exports, 'name', { enumerable: true, get: function () { return x.y } })`
fn getter(module: &Module<'_>, call: &CallExpression<'_>) -> Option<Found> {
    let [
        Argument::Identifier(exports),
        Argument::StringLiteral(name),
        Argument::ObjectExpression(descriptor),
    ] = call.arguments.as_slice()
    else {
        return None;
    };
    let defines = module.text(call.callee.span()) == "Object.defineProperty";
    if !defines || exports.name != "exports" {
        return None;
    }
    given(module, name.value.to_string(), returned(descriptor)?)
}

/// What a getter of the name `exported` that returns `value` passes on.
fn given(module: &Module<'_>, exported: String, value: &Expression<'_>) -> Option<Found> {
    if let Expression::Identifier(it) = value {
        is_bound(module, it).then_some(())?;
        let binding = it.name.to_string();
        return Some((PassedNames::Own { exported, binding }, None));
    }
    let Expression::StaticMemberExpression(read) = value else { return None };
    let imported = read.property.name.to_string();
    match &read.object {
        Expression::Identifier(it) if is_free_exports(module, it) => {
            Some((PassedNames::Same { exported, name: imported }, None))
        }
        Expression::Identifier(local) => {
            let names = PassedNames::One { exported, imported };
            Some((names, Some(local.name.to_string())))
        }
        Expression::CallExpression(it) if imported == "default" => {
            let [Argument::Identifier(local)] = it.arguments.as_slice() else { return None };
            let own = module.text(it.callee.span());
            let known = matches!(own, "__importDefault" | "_interopRequireDefault")
                || is_helper(module, &it.callee);
            let names = PassedNames::One { exported, imported };
            known.then(|| (names, Some(local.name.to_string())))
        }
        _ => None,
    }
}

fn is_free_exports(module: &Module<'_>, it: &IdentifierReference<'_>) -> bool {
    it.name == "exports" && module.scoping().get_reference(it.reference_id()).symbol_id().is_none()
}

/// It names a variable of the top level.
fn is_bound(module: &Module<'_>, it: &IdentifierReference<'_>) -> bool {
    let symbol = module.scoping().get_reference(it.reference_id()).symbol_id();
    symbol.is_some() && symbol == module.scoping().get_root_binding(it.name.as_str().into())
}

/// What the getter of an enumerable property returns, when that is all it does.
fn returned<'m, 'a>(descriptor: &'m ObjectExpression<'a>) -> Option<&'m Expression<'a>> {
    let mut getter = None;
    for it in &descriptor.properties {
        let ObjectPropertyKind::ObjectProperty(it) = it else { return None };
        match (it.key.static_name()?.as_ref(), &it.value) {
            ("enumerable" | "configurable", Expression::BooleanLiteral(on)) if on.value => {}
            ("get", Expression::FunctionExpression(function)) => getter = function.body.as_ref(),
            _ => return None,
        }
    }
    sole_return(getter?)
}

fn sole_return<'m, 'a>(body: &'m FunctionBody<'a>) -> Option<&'m Expression<'a>> {
    match body.statements.as_slice() {
        [Statement::ReturnStatement(it)] => it.argument.as_ref(),
        _ => None,
    }
}

/// Babel's `Object.keys(_x).forEach(function (key) { … })`.
fn loop_over(module: &Module<'_>, call: &CallExpression<'_>) -> Option<Found> {
    let text: String = module.text(call.span).chars().filter(|it| !it.is_whitespace()).collect();
    // For old engines Babel names functions.
    let text = text.replace("get:functionget(){", "get:function(){");
    let rest = text.strip_prefix("Object.keys(")?;
    let (local, rest) = rest.split_once(").forEach(function(key){")?;
    let rest = rest.strip_prefix("if(key===\"default\"||key===\"__esModule\")return;")?;
    let own = "if(Object.prototype.hasOwnProperty.call(_exportNames,key))return;";
    let rest = rest.strip_prefix(own).unwrap_or(rest);
    let same = format!("if(keyinexports&&exports[key]==={local}[key])return;");
    let rest = rest.strip_prefix(same.as_str()).unwrap_or(rest);
    let end = format!(
        "Object.defineProperty(exports,key,{{enumerable:true,get:function(){{return{local}[key];}}}});}})"
    );
    (rest == end).then(|| (PassedNames::All, Some(local.to_string())))
}

/// The variable that is passed on from serves nothing else.
fn alone(module: &Module<'_>, it: &Passed, statements: &[Span]) -> bool {
    let Some(local) = &it.local else { return true };
    let Some(symbol) = module.scoping().get_root_binding(local.as_str().into()) else {
        return false;
    };
    reads(module, symbol).all(|at| statements.iter().any(|it| it.contains_inclusive(at)))
}

fn reads<'m>(module: &'m Module<'_>, symbol: SymbolId) -> impl Iterator<Item = Span> + 'm {
    module.scoping().get_resolved_references(symbol).map(|it| {
        match module.nodes().kind(it.node_id()) {
            AstKind::IdentifierReference(it) => it.span,
            kind => kind.span(),
        }
    })
}
