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
    folder.write("long.js", "a".repeat(25_000_000));
    folder.write("empty.js", "");
    folder.write("locked.js", "");
    folder.set_mode("locked.js", 0o000);
    folder.write("shut/a.js", "");
    folder.set_mode("shut", 0o000);
    let (code, said) = check(&folder, &[]);
    folder.set_mode("shut", 0o755);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("latin.js:2:7: error[not-utf8]: not UTF-8\n  help: "), "{said}");
    assert!(said.contains("long.js: error[too-large]: larger than 20 MB\n"), "{said}");
    assert!(!said.contains("empty.js"), "{said}");
    // Whoever may read everything finds nothing unreadable.
    if fs::read(folder.path("locked.js")).is_err() {
        assert!(said.contains("locked.js: error[unreadable]: cannot be read: "), "{said}");
        assert!(said.contains("shut: error[unreadable]: cannot be read: "), "{said}");
    }
}

#[test]
fn sources_that_cannot_be_parsed() {
    let folder = Folder::new(FAUX);
    folder.write("broken.js", "// a comment\n  const = ;");
    folder.write("deep.js", format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)));
    folder.write("wide.js", format!("{}1", "1+".repeat(20_000)));
    let (code, said) = check(&folder, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("broken.js:2:9: error[syntax-error]: "), "{said}");
    assert!(said.contains("deep.js: error[too-deep]: nests too deeply"), "{said}");
    assert!(!said.contains("wide.js"), "{said}");
}

/// Just what is let through must not exhaust the stack of any stage behind the parser.
#[test]
fn sources_that_are_nearly_too_deep() {
    let folder = Folder::new(FAUX);
    for (index, (open, middle, close)) in [
        ("[", "", "]"),
        ("f(", "", ")"),
        ("x = { a: ", "1", "}"),
        ("(function () {", "", "})()"),
        ("if (a) {", "", "}"),
        ("require(", "'./index'", ")"),
        ("module.exports = { a: ", "1", "}"),
    ]
    .into_iter()
    .enumerate()
    {
        let count = 1_990 / open.matches(['(', '[', '{']).count();
        let text = open.repeat(count) + middle + &close.repeat(count);
        folder.write(&format!("brackets{index}.js"), text);
    }
    for (index, (part, last)) in
        [("!", "1"), ("a => ", "1"), ("if (a) ", ";"), ("a ? b : ", "c")].into_iter().enumerate()
    {
        folder.write(&format!("run{index}.js"), part.repeat(12_000) + last);
    }
    let (code, said) = check(&folder, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn links_in_a_circle() {
    let folder = Folder::new(FAUX);
    folder.write("loop/a.js", "");
    folder.link("loop/loop", ".");
    folder.link("me.js", "me.js");
    folder.link("one.js", "two.js");
    folder.link("two.js", "one.js");
    let (code, said) = check(&folder, &["."]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("error["), "{said}");
    let (code, said) = check(&folder, &["me.js"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("me.js: error[unreadable]: cannot be read: "), "{said}");
}

#[test]
fn manifests_that_lie() {
    let folder = Folder::new(FAUX);
    let lies = "{\n  \"name\": 1,\n  \"main\": \"gone.js\",\n  \"bin\": { \"x\": \"gone\" }\n}\n";
    folder.write("package.json", lies);
    let (code, said) = check(&folder, &[]);
    assert_eq!(code, Some(1), "{said}");
    for expected in [
        "package.json:2:11: note[manifest]: `name` is ignored: it is not a string\n",
        "package.json:3:11: note[missing-file]: `main` names gone.js, which does not exist; \
         Node takes index.js instead\n",
        "package.json:4:17: note[missing-file]: `bin` names gone, which does not exist\n",
    ] {
        assert!(said.contains(expected), "{expected}{said}");
    }
    folder.write("package.json", r#"{ "main": "gone.js", "exports": "./index.js" }"#);
    assert!(!check(&folder, &[]).1.contains("missing-file"), "nobody reads this `main`");
}

#[test]
fn what_is_wrong_does_not_stop_the_rest() {
    let folder = Folder::new(FAUX);
    let wrong: [(&str, &[u8]); 3] = [
        ("test/broken.js", b"const = ;"),
        ("test/latin.js", b"// caf\xe9\n"),
        ("test/empty.js", b""),
    ];
    for (path, bytes) in wrong {
        folder.write(path, bytes);
    }
    folder.write("test/good.js", "'use strict'\nrequire('..')\n");
    let before = folder.contents();
    let output = folder.unfaux(&["apply", "--allow-no-vcs", ".", "missing"]).assert();
    assert_eq!(output.get_output().status.code(), Some(2), "one path is wrong");
    let after = folder.contents();
    for path in ["index.js", "package.json", "test/good.js"] {
        assert_ne!(before[path], after[path], "{path}");
    }
    for (path, _) in &wrong[..2] {
        let text = after.get(*path).or_else(|| after.get(&path.replace(".js", ".cjs")));
        assert_eq!(Some(&before[*path]), text, "{path}");
    }
    assert!(after.keys().all(|path| !path.contains("unfaux")), "{:?}", after.keys());
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
