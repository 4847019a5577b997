import parse, { strict } from './parse';
import path from 'path';
import * as util from 'util';

export { default as parse } from './parse';
export const name = path.basename('/faux/esm');
export default function main(text) {
  return util.format('%s %s', parse(text), strict);
}
