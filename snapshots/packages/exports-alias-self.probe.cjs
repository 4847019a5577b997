module.exports = (self) => [self.set('a', 1) === self, self.get('a'), require('exports-alias-self/literal').toggle(), require('exports-alias-self/this').lines(['x'])];
