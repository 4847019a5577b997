import hidden from 'hidden-dep';

const limit = 10;

import { side } from 'hidden-dep';

export const area = (length: number) => Math.min(limit, hidden(length) + side);
export const later = async () => (await import('path')).sep;
