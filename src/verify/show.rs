//! Recorded values as a person writes them.

use serde_json::Value;

/// Longer texts are cut.
const WIDTH: usize = 100;

/// One cell of a record; `node` is what it refers to, if it refers to something.
pub(super) fn shown(cell: &Value, node: &Value) -> String {
    let Some((kind, value)) = cell.as_object().and_then(|it| it.iter().next()) else {
        return "missing".to_string();
    };
    let text = value.as_str().unwrap_or_default();
    match kind.as_str() {
        "string" => cut(&value.to_string()),
        "bigint" => format!("{text}n"),
        "builtin" => format!("Node's {text}"),
        "error" => format!("throws {}", error(value)),
        "present" => "there".to_string(),
        "ref" => object(node),
        _ => cut(text),
    }
}

fn error(error: &Value) -> String {
    if let Some(thrown) = error["thrown"].as_str() {
        return cut(thrown);
    }
    let text = |key: &str| error[key].as_str().unwrap_or_default();
    let code = if text("code").is_empty() { String::new() } else { format!(" [{}]", text("code")) };
    cut(&format!("{}{code}: {}", text("name"), text("message")))
}

fn object(node: &Value) -> String {
    let kind = node["kind"].as_str().unwrap_or("object");
    let props = node["props"].as_array().map_or(&[][..], Vec::as_slice);
    let key = |prop: &Value| prop["key"].as_str().unwrap_or_default().to_string();
    if kind.ends_with("function") || kind == "class" {
        let name = props.iter().find(|prop| prop["key"] == "name");
        let name = name.and_then(|prop| prop["value"]["string"].as_str()).unwrap_or_default();
        return format!("{kind} {name}").trim_end().to_string();
    }
    cut(&format!("{kind} {{ {} }}", props.iter().map(key).collect::<Vec<_>>().join(", ")))
}

/// What a property may be used for.
pub(super) fn attributes(prop: &Value) -> String {
    let flags = prop["flags"].as_str().unwrap_or_default();
    let kind = if prop["get"].is_null() { "a value" } else { "an accessor" };
    let mut words = vec![kind];
    let all = [('w', "writable"), ('e', "enumerable"), ('c', "configurable")];
    words.extend(all.iter().filter(|(flag, _)| flags.contains(*flag)).map(|(_, word)| *word));
    words.join(", ")
}

/// A value of the record itself.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => "as usual".to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Two texts, as far as they show where they differ.
pub(super) fn texts(b: &str, a: &str) -> (String, String) {
    let same = b.chars().zip(a.chars()).take_while(|(b, a)| b == a).count();
    let skipped = same.saturating_sub(WIDTH / 4);
    let part = |text: &str| {
        let rest: String = text.chars().skip(skipped).collect();
        let dots = if skipped > 0 { "…" } else { "" };
        cut(&format!("{dots}{}", Value::from(rest)))
    };
    (part(b), part(a))
}

fn cut(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_string();
    }
    format!("{}…", text.chars().take(WIDTH).collect::<String>())
}
