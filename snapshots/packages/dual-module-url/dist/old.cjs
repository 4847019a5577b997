'use strict';

exports.where = () => (typeof document === 'undefined' ? new (require('u' + 'rl').URL)('file:' + __filename).href : (document.currentScript && document.currentScript.src || new URL('old.cjs', document.baseURI).href));
exports.odd = () => require('url').pathToFileURL('file:' + __filename).href;
