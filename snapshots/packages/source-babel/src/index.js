import { area } from './area';

export const twice = (side) => 2 * area(side);
