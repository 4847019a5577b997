module.exports = typeof Map === 'function' ? { map: true } : { map: false }
