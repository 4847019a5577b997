'use strict';

exports.own = require('./double')
exports.local = require('./local')
