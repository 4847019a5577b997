// Quotes inside of texts say nothing of how the author quotes.
const script = `
  redis.call("set", "a", "b")
  redis.call("set", "c", "d")
`
const say = "it's"

module.exports = { script, say, now: () => run('now') }

function run (what) {
  return what
}
