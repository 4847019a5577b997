//! What `unfaux explain` prints: the section of `data/findings.md` that is named after a finding's
//! code, or the header of a transform's file.

use crate::transforms;

/// One section for each finding code.
const FINDINGS: &str = include_str!("data/findings.md");

/// How much a name must have in common with a word to be offered instead of it.
const SIMILAR: f32 = 0.6;

/// The documentation of a finding or transform, in Markdown without its heading.
pub fn explain(name: &str) -> Option<String> {
    let transform = || transforms::by_name(name).map(transforms::docs);
    let section = sections().find(|(code, _)| *code == name);
    section.map(|(_, text)| text.trim().to_string()).or_else(transform)
}

/// All finding codes, sorted.
pub fn codes() -> impl Iterator<Item = &'static str> {
    sections().map(|(code, _)| code)
}

/// Names of findings and transforms that `word` may stand for, the best first.
pub fn similar(word: &str) -> Vec<&'static str> {
    let names: Vec<&str> = codes().chain(transforms::ALL.iter().map(|it| it.name())).collect();
    let mut found = similar::get_close_matches(word, &names, 3, SIMILAR);
    let parts = names.into_iter().filter(|name| word.len() > 2 && name.contains(word));
    for name in parts {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    FINDINGS.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'))
}

#[cfg(test)]
mod tests {
    use super::{FINDINGS, codes, explain, similar};

    #[test]
    fn sections_are_sorted_and_have_an_example() {
        assert!(!FINDINGS.contains('\r'));
        assert!(codes().is_sorted());
        for code in codes() {
            let text = explain(code).expect("its own section");
            assert_eq!(text.matches("```").count(), 2, "{code}");
        }
    }

    #[test]
    fn names_that_are_nearly_right_are_found() {
        assert_eq!(similar("strict-wiht")[0], "strict-with");
        assert_eq!(similar("use-stric")[0], "use-strict");
        assert!(similar("manifest").contains(&"manifest-not-json"));
        assert!(similar("banana").is_empty());
    }
}
