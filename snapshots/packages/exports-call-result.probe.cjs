module.exports = (tag) => [tag('a'), tag.create({ prefix: '@' })('b'), require('exports-call-result/iife').next()];
