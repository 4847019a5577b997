module.exports = (text) => [text, require('exports-primitive/null'), require('exports-primitive/undefined')];
