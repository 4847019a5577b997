module.exports = (Emitter) => [Object.keys(new Emitter.Once().on('x', () => {}).events), require('cycle-hoisted/named-other').d()];
