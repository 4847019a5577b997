import area, { name } from '../src'
import { two } from './helper.jsx'

test('area', () => expect([area, name]).toEqual([two, 'faux']))
