var fs = require('fs');
var path = require('path');

var prelude = path.join(__dirname, 'prelude.js');

// Puts the prelude, which runs in the page, before `source`.
exports.pack = function (source) {
    return fs.readFileSync(prelude, 'utf8').trim() + '(' + JSON.stringify(source) + ');';
};

// The worker that does the same in another process.
exports.worker = require.resolve('./lib/worker');

// The bundler puts a file that does nothing into the page in place of a module.
exports.without = function (bundle) {
    return bundle(path.join(__dirname, 'lib/nothing.js'));
};

// Shown to consumers by its name.
exports.blank = require.resolve('./lib/blank');
