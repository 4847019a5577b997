console.log(require('where')())
