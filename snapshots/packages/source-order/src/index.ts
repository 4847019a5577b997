import process from 'process';

process.env.SOURCE_ORDER = 'set';

import { seen } from './seen';

export { seen };
