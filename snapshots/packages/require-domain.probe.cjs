module.exports = (it) => [it.usesDomains(), it.run(() => 'done'), it.usesDomains()];
