const t = require('tap')

const load = (t, clock) => t.mock('../lib/greet', { '../lib/clock': clock })

t.test('in the evening', async t => {
  const greet = load(t, { hour: () => 20 })
  t.equal(greet('you'), 'hello, you')
})
