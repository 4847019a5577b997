require('./setup')
if (configured() !== true) throw new Error('not configured')
console.log('tested')
