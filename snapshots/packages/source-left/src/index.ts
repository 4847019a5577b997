import called from 'called-dependency';
import * as plain from 'plain-dependency';
import { place } from './place';

/** Says where it is. */
function tell(side: number): string {
  return [called(side), plain(side), place.__dirname.length > 0, typeof place.file].join();
}

export const limit = 10;
export default tell;

module.exports = tell;
module.exports.default = tell;
module.exports.limit = limit;
