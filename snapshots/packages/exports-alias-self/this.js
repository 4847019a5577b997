module.exports = {
  prefix: '> ',
  line: function (text) { return this.prefix + text },
  lines: function (texts) { return texts.map(this.line, this) }
}
