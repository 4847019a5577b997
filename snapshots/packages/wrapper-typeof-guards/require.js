var crypto = typeof require === 'function' ? require('crypto') : self.crypto
exports.has = typeof crypto.randomBytes
exports.amd = typeof define === 'function' && define.amd
