//! What `unfaux explain` prints: one text per finding code. Transforms explain themselves in the
//! headers of their files.

/// A code and its documentation in Markdown.
pub struct Explanation {
    pub code: &'static str,
    pub text: &'static str,
}

/// Findings of the stages around the engine, sorted by code.
pub const FINDINGS: &[Explanation] = &[
    Explanation {
        code: "changed-meanwhile",
        text: "A file is not what it was when it was read, so nothing of its package was written.\n\
               Run the command again.",
    },
    Explanation {
        code: "dirty-tree",
        text: "`apply` writes only where `git checkout` could take everything back: all files of the\n\
               package must be committed. Commit or stash, or say `--allow-dirty`.",
    },
    Explanation {
        code: "fell-back",
        text: "`apply --verify` ran the package with the shortest form of the file and saw a difference, so\n\
               the file is written around a local exports object, which gives consumers the same.",
    },
    Explanation {
        code: "internal-error",
        text: "unfaux failed on this package and left it as it was. This is a bug: please report it\n\
               with the message and, if you can, the file.",
    },
    Explanation {
        code: "manifest-not-json",
        text: "A package.json is not JSON, or holds something other than an object. Node refuses to\n\
               load any module in its scope. In the root of a package nothing can be done before it\n\
               is corrected; in a nested folder the other files go on.",
    },
    Explanation {
        code: "no-manifest",
        text: "A package is a folder with a package.json. There is none in the given folder or above\n\
               it, up to the top of the git tree or the next `node_modules`.",
    },
    Explanation { code: "no-such-path", text: "The path on the command line does not exist." },
    Explanation {
        code: "no-vcs",
        text: "`apply` writes only where git could take everything back, and here git does not keep\n\
               the package. Say `--allow-no-vcs` if you have another copy.",
    },
    Explanation {
        code: "not-utf8",
        text: "A file, or its name, is not UTF-8. Node reads all modules as UTF-8 and shows broken\n\
               characters here. Save the file as UTF-8; until then it is left as it is.",
    },
    Explanation {
        code: "not-verified",
        text: "`apply --verify` could not run the package, so nothing was written: there is no Node that\n\
               the range allows, or no place for a copy.",
    },
    Explanation {
        code: "not-written",
        text: "Writing failed, and everything that had been written was taken back. The message says\n\
               which file and why.",
    },
    Explanation {
        code: "too-deep",
        text: "A source nests its brackets or operators so deeply that parsing it could exhaust the\n\
               stack. Such files are generated; generate an ES module instead, or leave the file out\n\
               with a line in `.unfauxignore`.",
    },
    Explanation {
        code: "too-large",
        text: "A file is larger than 5 MB. Such files are bundles or data, whose migration nobody\n\
               could review. Leave it out with a line in `.unfauxignore`, or split it.",
    },
    Explanation {
        code: "unreadable",
        text: "A file or folder could not be read, for the reason in the message. The others go on.",
    },
    Explanation {
        code: "verify-differs",
        text: "`apply --verify` ran the package before and after and saw a difference, however the file was\n\
               written. So it stays CommonJS, or, where that does not help, the whole package does.",
    },
];

/// The documentation of `code`.
pub fn explain(code: &str) -> Option<&'static str> {
    FINDINGS.iter().find(|finding| finding.code == code).map(|finding| finding.text)
}

/// All codes that `explain` knows.
pub fn codes() -> impl Iterator<Item = &'static str> {
    FINDINGS.iter().map(|finding| finding.code)
}

#[cfg(test)]
mod tests {
    use super::FINDINGS;

    #[test]
    fn codes_are_sorted() {
        assert!(FINDINGS.is_sorted_by_key(|finding| finding.code));
    }
}
