#!/usr/bin/env node
// @ts-check
/*! license: keep me */
'use strict' /* strict */ // because

/** File systems. */
const fs = /* before */ require( /* inside */ 'fs' /* after */ ) // behind
const {
  join, // joins
  /* the last part */ basename: base, // renamed
  // nothing follows
} = require('path');

/* eslint-disable no-unused-vars */ const unused = require('./unused') // eslint-disable-line

// a comment that stands alone

/**
 * Joins.
 * @type {import('./unused')}
 */
exports.join = /* value */ join /* done */; // exported

exports.base = function /* anonymous */ (p) { // begins
  return base(p) // ends
} // function

/* last */ exports.fs = typeof fs /* exotic */
// end
