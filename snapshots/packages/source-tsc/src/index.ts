import faux, { named } from 'faux-dependency';
import callable = require('callable');
import { hidden } from 'callable';
import { version } from './data.json';
import legacy = require('./legacy');
import { area } from './area';

export const all = [faux(), named, callable(), callable.hidden, hidden, version, legacy(), area];
export default function run() { return all; }
