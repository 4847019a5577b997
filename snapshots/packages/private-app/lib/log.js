const lines = []

function log (line) {
  lines.push(line)
  console.log(lines.length, line)
}

module.exports = { log }
