//! Comments that may go: those that transpilers print around code of their own, which are no author's, and
//! those that only name a variable that goes.

/// What esbuild says of the names that it shows to lexers.
pub const HINT: &str = "// Annotate the CommonJS export names for ESM import in node:";

/// Comments in a helper of esbuild's.
const HELPER: [&str; 4] = [
    "// If the importer is in node compatibility mode or this is not an ESM",
    "// file that has been converted to a CommonJS file using a Babel-",
    "// compatible transform (i.e. \"__esModule\" has not been set), then set",
    "// \"default\" to the CommonJS \"module.exports\" for node compatibility.",
];

/// The comment may go with what it stands at.
pub fn is_printed(comment: &str) -> bool {
    comment == HINT || HELPER.contains(&comment)
}

/// The comment says of the variable right below it what it finds out about CommonJS, and nothing more.
pub fn names_detected(comment: &str) -> bool {
    let names = ["module", "exports", "CommonJS"];
    comment.len() < 80 && !comment.contains('\n') && names.iter().any(|it| comment.contains(it))
}
