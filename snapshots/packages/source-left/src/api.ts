import { limit } from './index';

module.exports = { limit, twice: (side: number) => side * 2 };
