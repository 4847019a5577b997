"use strict";
module.exports = own;

function own() {
    return Object.keys(this || {});
}
