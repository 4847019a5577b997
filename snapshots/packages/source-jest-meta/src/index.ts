import fs = require('fs');
import { place } from './cli';
import { double } from './double';

export const twice = place ? double : undefined;
export const exists = (path: string) => fs.existsSync(path);
