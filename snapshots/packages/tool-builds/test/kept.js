const { count } = require('shared')

for (const id of Object.keys(require.cache)) count(id)
