import { double } from './double';

export const place = __dirname;
console.log(double(place.length));
