import path = require('path');
import { exists, twice } from './index';

jest.mock('./double', () => ({ double: () => 0 }));
const data = require('./data');

test('the file is there', () => {
  expect(exists(path.join(__dirname, 'index.ts'))).toBe(true);
  expect(twice(2)).toBe(0);
  expect(data.one).toBe(1);
});
