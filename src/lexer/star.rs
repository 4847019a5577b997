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
    let copy = Copy::head(&mut cursor)?;
    let from = copy.from;
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

/// Whether the loop after `Object` may leave out names that are exported here: what comes after its first
/// guard is looked at for that.
pub(super) fn asks_for_own_names(mut cursor: Cursor<'_>) -> bool {
    let mut asks = || {
        let copy = Copy::head(&mut cursor)?;
        if cursor.eat("===").is_some() {
            copy.left_out(&mut cursor)?;
            return cursor.tokens(&["if", "("]);
        }
        cursor.eat("!==")?;
        literal(&mut cursor, "default")?;
        cursor.tokens(&["&&", "!"])?;
        cursor.trivia();
        cursor.eat("Object.")
    };
    asks().is_some()
}

/// The two identifiers of one loop.
struct Copy<'s> {
    from: &'s str,
    key: &'s str,
}

impl<'s> Copy<'s> {
    /// After `Object`: all up to the first operator.
    fn head(cursor: &mut Cursor<'s>) -> Option<Self> {
        cursor.tokens(&[".", "keys", "("])?;
        let from = cursor.identifier()?;
        cursor.tokens(&[")", ".", "forEach", "(", "function", "("])?;
        let key = cursor.identifier()?;
        cursor.tokens(&[")", "{", "if", "("])?;
        cursor.token(key)?;
        cursor.trivia();
        Some(Self { from, key })
    }

    /// After `if (k ===`: the names that are no exports.
    fn left_out(&self, cursor: &mut Cursor) -> Option<()> {
        literal(cursor, "default")?;
        cursor.tokens(&["||", self.key, "==="])?;
        literal(cursor, "__esModule")?;
        return_statement(cursor)
    }

    /// After `if (k ===`: the names left out, those exported here, and those already copied.
    fn babel_guards(&self, cursor: &mut Cursor) -> Option<()> {
        self.left_out(cursor)?;
        if let Some(ahead) = self.own_names_guard(*cursor) {
            *cursor = ahead;
        }
        if let Some(ahead) = self.same_value_guard(*cursor) {
            *cursor = ahead;
        }
        Some(())
    }

    /// `if (Object.prototype.hasOwnProperty.call(_exportNames, k)) return;`
    fn own_names_guard<'c>(&self, mut cursor: Cursor<'c>) -> Option<Cursor<'c>> {
        cursor.tokens(&["if", "(", "Object", "."])?;
        self.has_own_property_call(&mut cursor)?;
        return_statement(&mut cursor)?;
        Some(cursor)
    }

    /// `if (k in exports && exports[k] === x[k]) return;`
    fn same_value_guard<'c>(&self, mut cursor: Cursor<'c>) -> Option<Cursor<'c>> {
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
