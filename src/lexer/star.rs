//! The loops by which compilers write `export * from`: `Object.keys(x).forEach(function (k) { … })`.

use super::{cursor::Cursor, define};

/// Reads on after `var`, `let` or `const`: the variable and the specifier of `x = require('y')`.
///
/// Only blanks may stand before `require`, no line ends and no comments.
pub(super) fn required_variable(mut cursor: Cursor<'_>) -> Option<(&str, &str)> {
    cursor.eat(" ")?;
    blanks(&mut cursor);
    let variable = cursor.name()?;
    blanks(&mut cursor);
    cursor.eat("=")?;
    blanks(&mut cursor);
    // The only wrapper known.
    cursor.eat("_interopRequireWildcard(");
    if cursor.peek(0) == b'r' { Some((variable, cursor.require()?)) } else { None }
}

fn blanks(cursor: &mut Cursor) {
    while cursor.eat(" ").is_some() {}
}

/// Reads on after `Object`; the variable whose members are copied to `exports`.
pub(super) fn copied_variable(mut cursor: Cursor<'_>) -> Option<&str> {
    cursor.tokens(&[".", "keys", "("])?;
    let from = cursor.identifier()?;
    cursor.tokens(&[")", ".", "forEach", "(", "function", "("])?;
    let key = cursor.identifier()?;
    cursor.tokens(&[")", "{", "if", "("])?;
    let copy = Copy { from, key };
    cursor.token(key)?;
    cursor.trivia();
    if cursor.eat("===").is_some() {
        copy.babel_guards(&mut cursor)?;
    } else {
        cursor.eat("!==")?;
        copy.rollup_guard(&mut cursor)?;
    }
    copy.body(&mut cursor)?;
    cursor.tokens(&["}", ")"])?;
    Some(from)
}

/// The two identifiers of one loop.
struct Copy<'s> {
    from: &'s str,
    key: &'s str,
}

impl Copy<'_> {
    /// After `if (k ===`: the names left out, those exported here, and those already copied.
    fn babel_guards(&self, cursor: &mut Cursor) -> Option<()> {
        literal(cursor, "default")?;
        cursor.tokens(&["||", self.key, "==="])?;
        literal(cursor, "__esModule")?;
        return_statement(cursor)?;
        if let Some(ahead) = self.own_names_guard(*cursor) {
            *cursor = ahead;
        }
        if let Some(ahead) = self.same_value_guard(*cursor) {
            *cursor = ahead;
        }
        Some(())
    }

    /// `if (Object.prototype.hasOwnProperty.call(_exportNames, k)) return;`
    fn own_names_guard<'s>(&self, mut cursor: Cursor<'s>) -> Option<Cursor<'s>> {
        cursor.tokens(&["if", "(", "Object", "."])?;
        self.has_own_property_call(&mut cursor)?;
        return_statement(&mut cursor)?;
        Some(cursor)
    }

    /// `if (k in exports && exports[k] === x[k]) return;`
    fn same_value_guard<'s>(&self, mut cursor: Cursor<'s>) -> Option<Cursor<'s>> {
        cursor.tokens(&["if", "("])?;
        cursor.eat(self.key)?;
        cursor.token("in ")?;
        cursor.exports_object()?;
        cursor.token("&&")?;
        cursor.exports_object()?;
        cursor.tokens(&["[", self.key, "]", "===", self.from, "[", self.key, "]"])?;
        return_statement(&mut cursor)?;
        Some(cursor)
    }

    /// After `if (k !==`: the name left out, and optionally those exported here.
    fn rollup_guard(&self, cursor: &mut Cursor) -> Option<()> {
        literal(cursor, "default")?;
        cursor.trivia();
        if cursor.eat("&&").is_some() {
            cursor.token("!")?;
            cursor.trivia();
            if cursor.eat("Object.").is_some() {
                self.has_own_property_call(cursor)?;
            } else {
                cursor.identifier()?;
                cursor.tokens(&[".", "hasOwnProperty", "(", self.key, ")"])?;
            }
        }
        cursor.token(")")
    }

    /// After `Object.`: `prototype.hasOwnProperty.call(names, k)`, or without `prototype`.
    fn has_own_property_call(&self, cursor: &mut Cursor) -> Option<()> {
        let mut ahead = *cursor;
        if ahead.tokens(&["prototype", "."]).is_some() {
            *cursor = ahead;
        }
        cursor.tokens(&["hasOwnProperty", ".", "call", "("])?;
        cursor.identifier()?;
        cursor.tokens(&[",", self.key, ")"])
    }

    /// `exports[k] = x[k];` or a getter that returns `x[k]`.
    fn body(&self, cursor: &mut Cursor) -> Option<()> {
        let mut ahead = *cursor;
        if ahead.exports_object().is_some() {
            *cursor = ahead;
            cursor.tokens(&["[", self.key, "]", "=", self.from, "[", self.key, "]"])?;
        } else {
            cursor.tokens(&["Object", ".", "defineProperty", "("])?;
            cursor.exports_object()?;
            cursor.tokens(&[",", self.key, ",", "{", "enumerable", ":", "true", ","])?;
            define::getter_head(cursor)?;
            cursor.tokens(&[self.from, "[", self.key, "]"])?;
            define::getter_end(cursor)?;
        }
        cursor.optional(";");
        Some(())
    }
}

/// The end of a guard: `) return;`
fn return_statement(cursor: &mut Cursor) -> Option<()> {
    cursor.tokens(&[")", "return"])?;
    cursor.optional(";");
    Some(())
}

/// Moves over a string literal with exactly this text.
fn literal(cursor: &mut Cursor, text: &str) -> Option<()> {
    (cursor.string()? == text).then_some(())
}
