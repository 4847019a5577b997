// Not published.
console.log(require('./lib').sizes);
