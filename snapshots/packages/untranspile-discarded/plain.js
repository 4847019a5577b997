"use strict"
Object.defineProperty(exports, "__esModule", { value: true })
function plain(list) {
    return list.length
}
module.exports = plain
exports.default = plain
