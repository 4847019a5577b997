var assert = require('assert');
var fs = require('fs');
var pack = require('../').pack;

// Handed on to somebody who reads it.
function packed(file) {
    return pack(String(fs.readFileSync(file)));
}

var names = ['sloppy.js', 'strict.js'];
assert(packed(__dirname + '/files/sloppy.js').includes('exports.answer'));
names.forEach(function (name) {
    assert(packed(__dirname + '/files/' + name).startsWith('(function (source)'));
});

// Loaded as a program, whose name it follows.
var child = require('child_process').spawnSync(process.execPath, [__dirname + '/programs/leak.js']);
assert.strictEqual(String(child.stdout), 'object\n');

// Read by a bundler, whose method has the name of Node's function.
var bundler = { require: packed };
assert(bundler.require(__dirname + '/bundled/main.js').includes('exports.answer'));

// An argument of a program.
var printed = require('child_process').spawnSync(process.execPath, [
    __dirname + '/programs/print.js',
    __dirname + '/input/main.js'
]);
assert(String(printed.stdout).includes('exports.answer'));

// The folder by another name.
var here = __dirname;
assert(packed(here + '/aliased/main.js').includes('exports.answer'));

// The same by way of `require.resolve`.
assert(bundler.require(require.resolve('./resolved/main')).includes('exports.answer'));

// A script, as before, for who is handed its path by the package.
assert(!require('../').without(packed).includes('export'));
