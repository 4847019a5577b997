module.exports = function (grunt) {
  grunt.initConfig({ jshint: { all: ['Gruntfile.js', 'test/setup.js', 'index.js'] }, mocha: { options: { require: './test/setup' } } })
}
