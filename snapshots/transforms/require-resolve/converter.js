const { fileURLToPath, pathToFileURL } = require('node:url')

module.exports = (url) => [fileURLToPath(url), pathToFileURL(require.resolve("./converter"))]
