console.log(require('..').sum(1, 2))
