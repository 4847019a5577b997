//! Ways to break the migration by hand, and how each must be named.

use serde_json::Value;

pub(crate) struct Sabotage {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    /// Entry, view, key and aspect of a difference that must be told.
    told: (&'static str, &'static str, &'static str, &'static str),
}

impl Sabotage {
    /// Whether `difference` names the place and the file.
    pub(crate) fn is_named_by(&self, difference: &Value) -> bool {
        let text = |key: &str| difference[key].as_str().unwrap_or_default();
        let (entry, view, key, aspect) = self.told;
        let place = (text("entry"), text("view"), text("key"), text("aspect"));
        place == (entry, view, key, aspect) && text("file") == self.blamed()
    }

    /// Two copies of a module are told where they meet.
    fn blamed(&self) -> &str {
        if self.to.ends_with("?copy") { "index.js" } else { self.file }
    }
}

const fn sabotage(
    name: &'static str,
    file: &'static str,
    (from, to): (&'static str, &'static str),
    told: (&'static str, &'static str, &'static str, &'static str),
) -> Sabotage {
    Sabotage { name, file, from, to, told }
}

pub(crate) const SABOTAGE: &[Sabotage] = &[
    sabotage(
        "a name is lost",
        "index.js",
        (
            "Gauge, limit, units, state, meter, failure, options }\nexport { api",
            "Gauge, units, state, meter, failure, options }\nexport { api",
        ),
        ("gauge", "import", ".limit", ""),
    ),
    sabotage(
        "default is lost",
        "index.js",
        ("api as default, ", ""),
        ("gauge", "import", ".default", ""),
    ),
    sabotage(
        "require gets a namespace instead of an object",
        "index.js",
        (", api as 'module.exports'", ""),
        ("gauge", "require", "", "kind"),
    ),
    sabotage(
        "require gets a namespace instead of a function",
        "lib/parse.js",
        (", parse as 'module.exports'", ""),
        ("gauge/lib/parse", "require", "", "kind"),
    ),
    sabotage(
        "default is another object",
        "index.js",
        ("api as default", "options as default"),
        ("gauge", "import", ".default", "identity"),
    ),
    sabotage(
        "a value is another",
        "index.js",
        ("limit = 10", "limit = 11"),
        ("gauge", "require", ".limit", ""),
    ),
    sabotage(
        "side effects come in another order",
        "index.js",
        (
            "import state from './lib/state.js'\nimport meter from './lib/meter.js'\nconsole.log('index loaded')\n",
            "import { createRequire } from 'node:module'\nconsole.log('index loaded')\n\
             const require = createRequire(import.meta.url)\n\
             const state = require('./lib/state.js')\nconst meter = require('./lib/meter.js')\n",
        ),
        ("gauge", "process", "stdout", ""),
    ),
    sabotage(
        "a getter is eager",
        "index.js",
        ("get lazy () { return 1 }", "lazy: 1"),
        ("gauge", "require", ".options.lazy", "attributes"),
    ),
    sabotage(
        "a singleton is doubled",
        "lib/meter.js",
        ("./state.js", "./state.js?copy"),
        ("gauge", "require", ".meter.state", "identity"),
    ),
    sabotage(
        "a deep path is closed",
        "package.json",
        (
            "\"type\"",
            "\"exports\": { \".\": \"./index.js\", \"./package.json\": \"./package.json\" },\n  \"type\"",
        ),
        ("gauge/lib/state", "require", "", ""),
    ),
    sabotage(
        "the manifest cannot be read any more",
        "package.json",
        ("\"type\"", "\"exports\": \"./index.js\",\n  \"type\""),
        ("gauge/package.json", "require", "", ""),
    ),
    sabotage(
        "a command prints something else",
        "cli.js",
        ("usage: gauge", "usage: gage"),
        ("gauge --help", "process", "stdout", ""),
    ),
    sabotage(
        "a command ends otherwise",
        "cli.js",
        ("exitCode = 3", "exitCode = 0"),
        ("gauge --version", "process", "exit", ""),
    ),
    sabotage(
        "a command is gone",
        "package.json",
        ("\"gauge\": \"cli.js\"", ""),
        ("gauge --help", "process", "exit", ""),
    ),
    sabotage(
        "there is a new global",
        "index.js",
        ("limit = 10", "limit = globalThis.extra = 10"),
        ("gauge", "process", "global extra: number", ""),
    ),
    sabotage(
        "a builtin is changed",
        "index.js",
        ("limit = 10", "limit = 10; Array.prototype.extra = 1"),
        ("gauge", "process", "changed Array.prototype.extra", ""),
    ),
    sabotage(
        "a class inherits",
        "index.js",
        ("class Gauge {", "class Gauge extends Array {"),
        ("gauge", "require", ".Gauge[prototype]", ""),
    ),
    sabotage(
        "an object has no prototype",
        "index.js",
        ("{ meter: 'm' }", "{ __proto__: null, meter: 'm' }"),
        ("gauge", "require", ".units[prototype]", ""),
    ),
    sabotage(
        "keys are in another order",
        "index.js",
        ("api = { read, load", "api = { load, read"),
        ("gauge", "require", "", "order of keys"),
    ),
    sabotage(
        "a property is hidden",
        "index.js",
        (
            "export { read",
            "Object.defineProperty(api, 'limit', { enumerable: false })\nexport { read",
        ),
        ("gauge", "require", ".limit", "attributes"),
    ),
    sabotage(
        "an error has another code",
        "lib/fails.js",
        ("E_FAILS", "E_FAILED"),
        ("gauge/lib/fails", "require", "", ""),
    ),
    sabotage(
        "an exported error has another code",
        "index.js",
        ("E_NO", "E_NONE"),
        ("gauge", "require", ".failure.code", ""),
    ),
    sabotage(
        "a class cannot be constructed",
        "index.js",
        ("class Gauge { value () { return 1 } }", "const Gauge = () => 1"),
        ("gauge", "require", ".Gauge", "can be called with new"),
    ),
    sabotage(
        "a frozen object is not",
        "index.js",
        ("Object.freeze({ meter: 'm' })", "{ meter: 'm' }"),
        ("gauge", "require", ".units", "extensible"),
    ),
    sabotage(
        "a function has another length",
        "index.js",
        ("read (path)", "read (path, more)"),
        ("gauge", "require", ".read.length", ""),
    ),
    sabotage(
        "a function has another name",
        "index.js",
        ("api = { read,", "api = { read: { it: (path) => path }.it,"),
        ("gauge", "require", ".read.name", ""),
    ),
    sabotage(
        "an async function is sync",
        "index.js",
        ("async function", "function"),
        ("gauge", "require", ".load", "kind"),
    ),
    sabotage(
        "a method is gone",
        "index.js",
        ("value () { return 1 }", ""),
        ("gauge", "require", ".Gauge.prototype.value", ""),
    ),
    sabotage(
        "loading throws",
        "lib/state.js",
        ("const api", "throw new TypeError('no')\nconst api"),
        ("gauge", "require", "", ""),
    ),
    sabotage(
        "there is something on stderr",
        "lib/meter.js",
        ("const api", "console.error('meter')\nconst api"),
        ("gauge/lib/meter", "process", "stderr", ""),
    ),
];
