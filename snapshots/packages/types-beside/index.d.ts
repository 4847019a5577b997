import { Options } from './options';

declare function make(options: Options): Options & { made: true };
declare namespace make {
  const defaults: Options;
}
export = make;
