import one from '.'

jest.mock('./one')

test('one', () => expect(one).toBe(jest.requireActual('./one').one))
