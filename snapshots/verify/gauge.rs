//! A package, and its migration by hand.

pub(crate) const BEFORE: &[(&str, &str)] = &[
    (
        "package.json",
        r#"{
  "name": "gauge",
  "version": "1.0.0",
  "main": "./index.js",
  "bin": { "gauge": "cli.js" }
}
"#,
    ),
    (
        "index.js",
        "'use strict'
const state = require('./lib/state')
console.log('index loaded')

function read (path) { return path }
async function load (path) { return path }
class Gauge { value () { return 1 } }

exports.read = read
exports.load = load
exports.Gauge = Gauge
exports.limit = 10
exports.units = Object.freeze({ meter: 'm' })
exports.state = state
exports.meter = require('./lib/meter')
exports.failure = Object.assign(new Error('no'), { code: 'E_NO' })
exports.options = { get lazy () { return 1 } }
",
    ),
    ("lib/state.js", "'use strict'\nconsole.log('state loaded')\nexports.count = 0\n"),
    ("lib/meter.js", "'use strict'\nexports.state = require('./state')\n"),
    ("lib/parse.js", "'use strict'\nmodule.exports = function parse (text) { return text }\n"),
    (
        "lib/fails.js",
        "'use strict'\nthrow Object.assign(new Error('not here'), { code: 'E_FAILS' })\n",
    ),
    (
        "cli.js",
        "#!/usr/bin/env node
'use strict'
require('./lib/meter')
if (process.argv[2] === '--help') console.log('usage: gauge')
if (process.argv[2] === '--version') process.exitCode = 3
",
    ),
];

pub(crate) const AFTER: &[(&str, &str)] = &[
    (
        "package.json",
        r#"{
  "name": "gauge",
  "version": "1.0.0",
  "type": "module",
  "main": "./index.js",
  "bin": { "gauge": "cli.js" }
}
"#,
    ),
    (
        "index.js",
        "import state from './lib/state.js'
import meter from './lib/meter.js'
console.log('index loaded')

function read (path) { return path }
async function load (path) { return path }
class Gauge { value () { return 1 } }

const limit = 10
const units = Object.freeze({ meter: 'm' })
const failure = Object.assign(new Error('no'), { code: 'E_NO' })
const options = { get lazy () { return 1 } }

const api = { read, load, Gauge, limit, units, state, meter, failure, options }
export { read, load, Gauge, limit, units, state, meter, failure, options }
export { api as default, api as 'module.exports' }
",
    ),
    (
        "lib/state.js",
        "console.log('state loaded')
const api = { count: 0 }
export const { count } = api
export { api as default, api as 'module.exports' }
",
    ),
    (
        "lib/meter.js",
        "import state from './state.js'
const api = { state }
export { state, api as default, api as 'module.exports' }
",
    ),
    (
        "lib/parse.js",
        "function parse (text) { return text }\nexport { parse as default, parse as 'module.exports' }\n",
    ),
    (
        "lib/fails.js",
        "throw Object.assign(new Error('not here'), { code: 'E_FAILS' })\nexport {}\n",
    ),
    (
        "cli.js",
        "#!/usr/bin/env node
import './lib/meter.js'
if (process.argv[2] === '--help') console.log('usage: gauge')
if (process.argv[2] === '--version') process.exitCode = 3
",
    ),
];
