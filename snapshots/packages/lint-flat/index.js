const names = require('./names.json');

module.exports = () => names.slice();
