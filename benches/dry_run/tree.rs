//! Packages made up from a seed: the shapes of real ones, in the sizes of real ones.

use std::{fmt::Write as _, fs, path::Path};

const PACKAGES: u64 = 300;

/// What the files of a package are made of.
const HEADS: [&str; 4] = [
    "'use strict'\n\nconst fs = require('fs')\nconst { join, basename } = require('path')\n",
    "/**\n * Made up.\n */\nvar util = require('util');\nvar events = require('events').EventEmitter;\n",
    "const os = require('os')\nlet cache\n",
    "\"use strict\";\nvar assert = require('assert');\n",
];

const FUNCTIONS: [&str; 5] = [
    "function NAME (input, options) {\n  const list = []\n  for (const item of input) {\n    if (item && typeof item === 'object') list.push(Object.assign({}, item, options))\n  }\n  return list.filter(Boolean).map((item) => item.value || null)\n}\n",
    "function NAME(text) {\n  // Lines that hold nothing are of no use.\n  var lines = text.split(/\\r?\\n/), out = '';\n  for (var i = 0; i < lines.length; i++) {\n    if (!lines[i].trim()) continue;\n    out += '[' + i + '] ' + lines[i].replace(/\\s+/g, ' ') + '\\n';\n  }\n  return out;\n}\n",
    "function NAME (a, b) {\n  switch (typeof a) {\n    case 'number': return a - b\n    case 'string': return a < b ? -1 : a > b ? 1 : 0\n    default: throw new TypeError(`cannot compare ${typeof a}`)\n  }\n}\n",
    "class NAME extends Map {\n  constructor (entries) {\n    super(entries)\n    this.created = Date.now()\n  }\n\n  fetch (key, make) {\n    if (!this.has(key)) this.set(key, make(key))\n    return this.get(key)\n  }\n}\n",
    "function NAME(callback) {\n  var self = { done: false };\n  setTimeout(function () {\n    self.done = true;\n    callback(null, self);\n  }, 10);\n  return self;\n}\n",
];

/// Writes the packages to `folder`.
pub(crate) fn write(folder: &Path) {
    let mut dice = Dice(0x5eed);
    for package in 0..PACKAGES {
        let root = folder.join(format!("package-{package}"));
        fs::create_dir_all(root.join("lib")).expect("a fresh folder");
        let files = 1 + dice.roll(8);
        let manifest =
            format!("{{\n  \"name\": \"package-{package}\",\n  \"main\": \"lib/file0.js\"\n}}\n");
        fs::write(root.join("package.json"), manifest).expect("a fresh folder");
        for file in 0..files {
            let text = source(&mut dice, file, files);
            fs::write(root.join(format!("lib/file{file}.js")), text).expect("a fresh folder");
        }
    }
}

fn source(dice: &mut Dice, file: u64, files: u64) -> String {
    let mut text = dice.pick(&HEADS).to_string();
    let mut line = |line: std::fmt::Arguments<'_>| writeln!(text, "{line}").expect("memory");
    for other in file + 1..files {
        if dice.roll(3) == 0 {
            line(format_args!("const file{other} = require('./file{other}')"));
        }
    }
    let names: Vec<String> = (0..=dice.roll(20)).map(|number| format!("name{number}")).collect();
    for name in &names {
        line(format_args!("\n{}", dice.pick(&FUNCTIONS).replace("NAME", name)));
    }
    match dice.roll(3) {
        0 => line(format_args!("module.exports = {}", names[0])),
        1 => line(format_args!("module.exports = {{ {} }}", names.join(", "))),
        _ => names.iter().for_each(|name| line(format_args!("exports.{name} = {name}"))),
    }
    text
}

/// A linear congruential generator: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let index = usize::try_from(self.roll(list.len() as u64)).expect("less than the length");
        list[index]
    }
}
