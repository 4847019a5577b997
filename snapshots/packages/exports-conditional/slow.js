module.exports = function slow () { return 'slow' }
