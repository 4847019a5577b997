import { readFileSync } from 'node:fs';
import helper, { part } from './helper.js';

export const size = readFileSync(new URL(import.meta.url)).length > 0;
export { helper, part };
export default helper;
