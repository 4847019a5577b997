// Needs nothing but what Jest gives.
test('nothing is called', () => {
  expect(jest.fn()).not.toHaveBeenCalled()
})
