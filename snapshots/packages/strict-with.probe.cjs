module.exports = (render) => [render({ name: 'a', age: 1 }), require('strict-with/helpers').render({ name: 'b', age: 2 }), require('strict-with/lenient')({ name: 'c' })];
