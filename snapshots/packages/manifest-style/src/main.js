module.exports = { platform: require('./node'), effects: require('./effects') }
