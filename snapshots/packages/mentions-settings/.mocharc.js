module.exports = { require: ['./test/setup.js', './test/setup'], spec: 'test/*.js', file: ["test/setup.js"] }
