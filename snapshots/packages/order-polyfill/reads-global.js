module.exports = typeof orderPolyfillName === 'undefined' ? 'unset' : orderPolyfillName
