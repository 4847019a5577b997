module.exports = ({ fs }) => {
  const text = require('node:fs').readFileSync(fs, 'utf8')
  return [new (require('node:vm').Script)(text) !== null, require('node:path').basename(fs)]
}
