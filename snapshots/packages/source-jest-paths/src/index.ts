import fs = require('fs');
import { double } from './double';

export const twice = double;
export const exists = (path: string) => fs.existsSync(path);
