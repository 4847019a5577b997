global.nativeIsLoaded = true
module.exports = 'native'
