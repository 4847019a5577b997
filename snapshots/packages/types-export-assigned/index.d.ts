/// <reference types="node" />
import ReaderClass = require('./lib/reader');
import settings = require('./lib/settings');
import { EventEmitter } from 'events';
import names = require('./lib/names');
import limits from './lib/limits.json';

/** Opens a text. */
declare function open<T extends string>(text: T): open.Opened<T>;

declare namespace open {
  /** What is open. */
  interface Opened<T extends string> extends ReaderClass {
    text: T;
    events?: EventEmitter;
  }
  type Most = typeof limits.most;
  const version: typeof settings.version;
  const Reader: typeof ReaderClass;
  type Reader = ReaderClass;
  type Remove = typeof names.remove;
  function remove(name: names.Name): names.Name;
  export type { EventEmitter as Events };
  export { Opened, Reader, Remove, Most, version, remove as delete, open as default };
}

export = open;
export as namespace openText;
