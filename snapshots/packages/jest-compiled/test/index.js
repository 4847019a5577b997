const path = require('path')
const { template } = require('..')

test('the folder', () => expect(template('a')).toBe(path.join(__dirname, '../lib/templates/a')))
