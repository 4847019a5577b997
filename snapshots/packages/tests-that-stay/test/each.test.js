const { each } = require('..')

test('calls once for each', () => {
  const call = jest.fn()
  each(['a', 'b'], call)
  expect(call).toHaveBeenCalledTimes(2)
})
