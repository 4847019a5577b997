//! Wrong input gets a message with its place, and everything else goes on.

use std::{fs, process::Output};

use crate::folder::{FAUX, Folder};

fn check(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    let arguments = [&["check"], arguments].concat();
    let output: Output = folder.unfaux(&arguments).assert().get_output().clone();
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!stderr.contains("panicked"), "{stderr}");
    (output.status.code(), stderr)
}

#[test]
fn paths_that_lead_nowhere() {
    let folder = Folder::new(FAUX);
    let (code, said) = check(&folder, &["missing", "."]);
    assert_eq!(code, Some(2));
    assert!(said.contains("missing: error[no-such-path]: no such file or folder\n"), "{said}");
    assert!(said.contains("2 packages: 1 to change, 1 failed\n"), "{said}");
    let empty = Folder::new(&[(".git/HEAD", "")]);
    let (code, said) = check(&empty, &[]);
    assert_eq!(code, Some(2));
    assert!(said.contains("error[no-manifest]: no package.json here"), "{said}");
    assert!(said.contains("npm init"), "{said}");
}

#[test]
fn manifests_that_are_not_json() {
    let folder = Folder::new(FAUX);
    for (text, place) in [
        ("{\n  \"name\": \"x\",\n}\n", "package.json:3:1: error[manifest-not-json]"),
        ("", "package.json:1:1: error[manifest-not-json]"),
        ("[]", "package.json: error[manifest-not-json]: package.json does not hold an object"),
        ("\u{0}", "package.json:1:1: error[manifest-not-json]"),
    ] {
        folder.write("package.json", text);
        let (code, said) = check(&folder, &[]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(place), "{said}");
    }
    folder.write("package.json", [0xff, 0xfe]);
    assert!(check(&folder, &[]).1.contains("package.json:1:1: error[not-utf8]"));
    folder.write("package.json", "[".repeat(100_000));
    assert_eq!(check(&folder, &[]).0, Some(2));
    folder.write("package.json", "\u{feff}{}");
    assert_ne!(check(&folder, &[]).0, Some(2), "npm takes a byte order mark");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::new(FAUX);
    folder.write("latin.js", b"// a\n// caf\xe9\n");
    folder.write("long.js", "a".repeat(10_000_000));
    folder.write("empty.js", "");
    folder.write("locked.js", "");
    folder.set_mode("locked.js", 0o000);
    folder.write("shut/a.js", "");
    folder.set_mode("shut", 0o000);
    let (code, said) = check(&folder, &[]);
    folder.set_mode("shut", 0o755);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("latin.js:2:7: error[not-utf8]: not UTF-8\n  help: "), "{said}");
    assert!(said.contains("long.js: error[too-large]: larger than 5 MB\n"), "{said}");
    assert!(!said.contains("empty.js"), "{said}");
    // Whoever may read everything finds nothing unreadable.
    if fs::read(folder.path("locked.js")).is_err() {
        assert!(said.contains("locked.js: error[unreadable]: cannot be read: "), "{said}");
        assert!(said.contains("shut: error[unreadable]: cannot be read: "), "{said}");
    }
}

#[test]
fn sources_and_manifests_that_lie() {
    let folder = Folder::new(FAUX);
    folder.write("deep.js", format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)));
    folder.write("wide.js", format!("{}1", "1+".repeat(20_000)));
    folder.write("broken.js", "const = ;");
    folder.write("loop/a.js", "");
    folder.link("loop/loop", ".");
    folder.link("me.js", "me.js");
    folder.write("package.json", r#"{ "name": 1, "main": "gone.js", "bin": { "x": "gone" } }"#);
    let (code, said) = check(&folder, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("deep.js: error[too-deep]"), "{said}");
    assert!(!said.contains("wide.js"), "{said}");
}

#[test]
fn names_that_are_not_utf8() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new(FAUX);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.js");
    fs::write(folder.root().join(name), "").expect("written");
    let (code, said) = check(&folder, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error[not-utf8]: the file name is not UTF-8"), "{said}");
}
