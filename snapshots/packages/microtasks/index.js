console.log('sync')

exports.ready = new Promise((resolve) => setImmediate(resolve, 'ready'))
exports.steps = []

Promise.resolve().then(() => exports.steps.push('promise'))
setTimeout(() => exports.steps.push('timeout'), 1)
