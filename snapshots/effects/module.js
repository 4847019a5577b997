import fs, { readFileSync } from 'node:fs';
import * as ns from 'ns';
import dep, { install } from 'dep';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const data = require('./data.json');
export const text = readFileSync('x');
export default class extends dep.Base {}
export function late() { console.log('late'); }
export const value = ns.make();
install();
fs.readFile = late;
dep.x = 1;
export { late as other } from './other.js';
await dep.ready;
exports.x = 1;
