//! Objects that list all exports of a module as getters, and the helpers that they are given to.

use oxc_ast::ast::{Argument, CallExpression, Expression, ObjectPropertyKind, PropertyKind};
use oxc_span::GetSpan;

use super::{Found, given, sole_return};
use crate::module::Module;

/// SWC's `_export(exports, { get a () { return a }, … })`, or esbuild's `__export(object, { a: () => a, … })`.
pub(super) fn getters(
    module: &Module<'_>,
    call: &CallExpression<'_>,
    object: &str,
) -> Option<Vec<Found>> {
    let Expression::Identifier(callee) = &call.callee else { return None };
    let [Argument::Identifier(to), Argument::ObjectExpression(_)] = call.arguments.as_slice()
    else {
        return None;
    };
    let free = module.scoping().get_root_binding("exports".into()).is_none();
    let known = to.name == object && (object != "exports" || free);
    (known && defines_getters(module, &callee.name)?).then(|| listed(module, call))?
}

/// The text of the helper of this name, without white space.
pub(in crate::scan) fn helper(module: &Module<'_>, name: &str) -> Option<String> {
    let symbol = module.scoping().get_root_binding(name.into())?;
    Some(module.text(module.symbol_node(symbol).span()).split_whitespace().collect())
}

/// esbuild's `__reExport` copies all names but `default`.
pub(super) fn copies_both(module: &Module<'_>) -> bool {
    let both = "(target,mod,secondTarget)=>(__copyProps(target,mod,\"default\"),secondTarget&&__copyProps(secondTarget,mod,\"default\"))";
    helper(module, "__reExport").is_some_and(|it| it.ends_with(both))
}

/// The helper of this name defines an enumerable getter for each property of its second argument:
/// whether it knows the table's form.
fn defines_getters(module: &Module<'_>, name: &str) -> Option<bool> {
    let text = helper(module, name)?;
    let body = text.split_once("(target,all)")?.1.trim_start_matches("=>");
    let bodies = [
        "{for(varnameinall)Object.defineProperty(target,name,{enumerable:true,get:Object.getOwnPropertyDescriptor(all,name).get});}",
        "{for(varnameinall)Object.defineProperty(target,name,{enumerable:true,get:all[name]});}",
        "{for(varnameinall)__defProp(target,name,{get:all[name],enumerable:true});}",
    ];
    Some(bodies.contains(&body))
}

/// What each entry of the table, the second argument, gives.
fn listed(module: &Module<'_>, call: &CallExpression<'_>) -> Option<Vec<Found>> {
    let Argument::ObjectExpression(table) = call.arguments.get(1)? else { return None };
    let one = |it: &ObjectPropertyKind<'_>| {
        let ObjectPropertyKind::ObjectProperty(it) = it else { return None };
        let value = match (it.kind, &it.value) {
            (_, Expression::FunctionExpression(function)) if !it.method => {
                sole_return(function.body.as_deref()?)?
            }
            (PropertyKind::Init, Expression::ArrowFunctionExpression(arrow)) => {
                arrow.body.as_expression()?
            }
            _ => return None,
        };
        given(module, it.key.static_name()?.to_string(), value)
    };
    table.properties.iter().map(one).collect()
}
