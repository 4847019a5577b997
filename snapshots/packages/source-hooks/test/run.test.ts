import assert from 'assert'
import { run } from '../src'

describe('run', () => {
  it('doubles', () => assert.strictEqual(run(2), 5))
})
