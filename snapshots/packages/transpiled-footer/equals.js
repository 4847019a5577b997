"use strict";
const once = require("./index");
class Options {
}
module.exports = Options;
module.exports.once = once;
