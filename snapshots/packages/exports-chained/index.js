exports = module.exports = compile
exports.escape = escape
exports.version = '1.2.3'

function compile (template) {
  return function (data) {
    return template.replace(/\{(\w+)\}/g, function (_, key) { return exports.escape(data[key]) })
  }
}

function escape (text) {
  return String(text).replace(/[<&]/g, function (c) { return '&#' + c.charCodeAt(0) + ';' })
}
