const state = require('./state')
const { level, setLevel } = require('./state')
const getLevel = require('./state').getLevel
let { level: mine } = require('./state')

setLevel('debug')
mine = 'mine'

exports.taken = level
exports.read = state.level
exports.got = getLevel()
exports.mine = mine
exports.report = function () { return [level, state.level, getLevel()] }
exports.setLevel = setLevel
