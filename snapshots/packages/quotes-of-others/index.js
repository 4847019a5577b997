const twice = require("./twice");

module.exports = (text) => twice(text) + "!";
