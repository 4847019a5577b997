module.exports = 'é'
