//! `engines.node`: the Nodes that the author promised and that can load the result.

use std::fmt::Write;

use node_semver::Range;

/// The Nodes whose `require` loads ES modules without a flag.
pub const REQUIRED_NODE: &str = "^20.19.0 || >=22.12.0";

/// What an author's range becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Narrowed {
    /// It already lies inside the required one.
    Inside,
    /// The text to write.
    To(String),
    /// No version satisfies both.
    Empty,
    /// Not a range (<https://github.com/npm/node-semver#ranges>).
    Unreadable,
}

/// The intersection of `existing` with `required`, never wider than either.
pub fn narrow(existing: &str, required: &str) -> Narrowed {
    let existing = if existing.trim().is_empty() { "*" } else { existing.trim() };
    let (Ok(theirs), Ok(ours)) = (Range::parse(at_most(existing)), Range::parse(required)) else {
        return Narrowed::Unreadable;
    };
    if covers(&ours, &theirs) {
        return Narrowed::Inside;
    }
    if covers(&theirs, &ours) {
        return Narrowed::To(required.to_string());
    }
    match theirs.intersect(&ours) {
        Some(both) => Narrowed::To(printed(&both)),
        None => Narrowed::Empty,
    }
}

/// `<=20` as `<21`, which is what npm makes of it; node-semver takes it for `<=20.0.0-0`.
fn at_most(range: &str) -> String {
    let mut pieces = range.split("<=");
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let bound = piece.trim_start().trim_start_matches('v');
        let end = bound.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(bound.len());
        let (version, rest) = bound.split_at(end);
        let given: Vec<&str> =
            version.split('.').take_while(|part| !matches!(*part, "x" | "X" | "*")).collect();
        let above = match given
            .iter()
            .map(|part| part.parse::<u64>())
            .collect::<Result<Vec<_>, _>>()
            .as_deref()
        {
            Ok([major]) => format!("<{}.0.0", major + 1),
            Ok([major, minor]) => format!("<{major}.{}.0", minor + 1),
            _ => format!("<={version}"),
        };
        text.push_str(&above);
        text.push_str(rest);
    }
    text
}

/// Whether each part of `inner` lies in one part of `outer`; `Range::allows_all` is content with one part.
fn covers(outer: &Range, inner: &Range) -> bool {
    let outer = parts(outer);
    parts(inner).iter().all(|part| outer.iter().any(|whole| whole.allows_all(part)))
}

fn parts(range: &Range) -> Vec<Range> {
    range.to_string().split("||").filter_map(|part| Range::parse(part).ok()).collect()
}

/// `range` with `^` and `~` where they say the same, without parts that others contain.
fn printed(range: &Range) -> String {
    let parts = parts(range);
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        let inside = |(other, whole): (usize, &Range)| {
            whole.allows_all(part) && (other < at || (other > at && !part.allows_all(whole)))
        };
        if parts.iter().enumerate().any(inside) {
            continue;
        }
        let separator = if text.is_empty() { "" } else { " || " };
        let _ = write!(text, "{separator}{}", short(&part.to_string()));
    }
    text
}

/// `>=1.2.3 <2.0.0-0` as `^1.2.3`; an upper bound loses its `-0`, which only matters for prereleases.
fn short(part: &str) -> String {
    let plain = part.strip_suffix("-0").unwrap_or(part);
    let Some((low, high)) = plain.strip_prefix(">=").and_then(|rest| rest.split_once(" <")) else {
        return plain.to_string();
    };
    let (low_numbers, high_numbers) = (numbers(low), numbers(high));
    match (low_numbers.as_deref(), high_numbers.as_deref()) {
        (Some([major, ..]), Some([next, 0, 0])) if *major > 0 && major + 1 == *next => {
            format!("^{low}")
        }
        (Some([major, minor, _]), Some([same, next, 0])) if major == same && minor + 1 == *next => {
            format!("~{low}")
        }
        _ => plain.to_string(),
    }
}

fn numbers(version: &str) -> Option<Vec<u64>> {
    let numbers: Vec<u64> = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    (numbers.len() == 3).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_narrowed_and_never_widened() {
        let required = "^20.19.0 || >=22.12.0";
        let to = |existing| match narrow(existing, required) {
            Narrowed::To(text) => text,
            other => format!("{other:?}"),
        };
        assert_eq!(to(">=4"), required);
        assert_eq!(to("*"), required);
        assert_eq!(to(""), required);
        assert_eq!(to(">=20"), required);
        assert_eq!(to("^12 || ^14 || >=16"), required);
        assert_eq!(to("6.* || 8.* || >= 10.*"), required);
        assert_eq!(to(">= 0.4.0"), required);
        assert_eq!(to(">=24"), "Inside");
        assert_eq!(to("22.x"), "^22.12.0");
        assert_eq!(to("^20.19.0 || ^22.12.0 || >=24"), "Inside");
        assert_eq!(to("18 || 20 || >=22"), required);
        assert_eq!(to(">=20.19.0 <23"), "^20.19.0 || ^22.12.0");
        assert_eq!(to(">=18 <=20"), "^20.19.0");
        assert_eq!(to("20.9.0"), "Empty");
        assert_eq!(to("<16"), "Empty");
        assert_eq!(to("~20.19.3"), "Inside");
        assert_eq!(to("~20.18 || ~20.19"), "~20.19.0");
        assert_eq!(to("stable"), "Unreadable");
    }
}
