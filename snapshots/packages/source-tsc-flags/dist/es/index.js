import { half } from './half';
export const twice = (n) => 4 * half(n);
