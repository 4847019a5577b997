//! Finds the sources of the members of values.

use oxc_ast::ast::MemberExpression;
use rustc_hash::FxHashMap;

use super::{
    bindings::Holder,
    names::GLOBAL_OBJECTS,
    sources::{Followed, Sources},
    value::{Path, Source, Value},
};
use crate::module::Syntax;

/// Methods of all objects that only look at their receiver.
const OF_ALL: &[&str] = &["hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"];

impl<'a> Sources<'_, 'a> {
    pub(super) fn member(&mut self, member: &'a MemberExpression<'a>) -> Value<'a> {
        let object = self.of(member.object());
        self.member_of(object, member.static_property_name().unwrap_or("?"))
    }

    /// The sources of the member `name` of `value`; `?` is any member.
    pub(super) fn member_of(&mut self, value: Value<'a>, name: &'a str) -> Value<'a> {
        let mut result = Value::default();
        for source in value.into_sources() {
            match source {
                Source::Plain | Source::Object(_)
                    if OF_ALL.contains(&name) && !self.bindings.methods.contains(name) =>
                {
                    let path = Path::new("Object").member("prototype").member(name);
                    result.add(Source::Global(path));
                }
                Source::Plain if matches!(name, "__proto__" | "constructor") => {
                    result.add(Source::Global(Path::new("Object")));
                }
                Source::List(_, held) => {
                    result.add(Source::Plain);
                    if name == "?" || name.parse::<u32>().is_ok() {
                        for source in held {
                            result.add(source);
                        }
                    }
                }
                Source::Function(start) if name == "prototype" => {
                    result.add(Source::Own);
                    result = result.join(self.prototype(start));
                }
                Source::Own | Source::Object(_) | Source::Function(_) => {
                    result.add(Source::Own);
                    result = result.join(self.property(name));
                }
                Source::This(owner) => {
                    result.add(Source::This(owner));
                    result = result.join(self.property(name));
                }
                Source::Import(path) if name != "default" => {
                    result.add(Source::Import(path.member(name)));
                }
                Source::Builtin(path) if name != "default" => {
                    result.add(builtin_member(&path, name));
                }
                Source::Global(path) => result = result.join(self.global_member(&path, name)),
                same => result.add(same),
            }
        }
        result
    }

    /// The shared values that are ever made the prototype of a function's instances.
    fn prototype(&mut self, function: u32) -> Value<'a> {
        if self.prototypes.is_none() {
            self.prototypes = Some(FxHashMap::default());
            for index in 0..self.bindings.prototypes.len() {
                let (owner, prototype) = self.bindings.prototypes[index];
                let shared = self.of(prototype).only(Source::is_shared);
                for source in self.of(owner).into_sources() {
                    if let (Source::Function(start), Some(known)) = (source, &mut self.prototypes) {
                        let value = known.entry(start).or_default();
                        *value = std::mem::take(value).join(shared.clone());
                    }
                }
            }
        }
        let known = self.prototypes.as_ref().and_then(|known| known.get(&function));
        known.cloned().unwrap_or_default()
    }

    /// The shared values that are ever put into a property of this name.
    fn property(&mut self, name: &'a str) -> Value<'a> {
        if !self.bindings.properties.contains_key(name) {
            return Value::default();
        }
        let what = Followed::Property(name);
        if self.in_progress.contains(&what) {
            return Value::default();
        }
        self.follow(what, |sources| {
            let mut value = Value::default();
            for index in 0..sources.bindings.properties[name].len() {
                let put = sources.bindings.properties[name][index];
                value = value.join(sources.of(put).only(Source::is_shared));
            }
            value
        })
    }

    fn global_member(&mut self, path: &Path<'a>, name: &'a str) -> Value<'a> {
        match (path.parts(), name) {
            (["module"], "exports") if self.module.syntax == Syntax::CommonJs => {
                self.exports(Holder::Member)
            }
            ([root], _) if GLOBAL_OBJECTS.contains(root) => Source::Global(Path::new(name)).into(),
            (["process", "env" | "versions" | "release"], _)
            | (
                ["process"],
                "platform" | "version" | "arch" | "pid" | "title" | "execPath" | "argv0",
            )
            | (["require", "main"], "filename")
            | (["module"], "filename" | "id") => Source::Plain.into(),
            _ => Source::Global(path.member(name)).into(),
        }
    }
}

fn builtin_member<'a>(path: &Path<'a>, name: &'a str) -> Source<'a> {
    match (path.parts(), name) {
        (["path" | "os"], "sep" | "delimiter" | "EOL") => Source::Plain,
        _ => Source::Builtin(path.member(name)),
    }
}
