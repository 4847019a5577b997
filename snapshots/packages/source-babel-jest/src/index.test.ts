import { twice } from './index'

jest.mock('./area', () => ({ area: () => 3 }))

test('twice', () => {
  expect(twice(2)).toBe('faux 6')
})
