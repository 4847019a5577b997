#!/usr/bin/env node
import tell from './index';

export const run = (): void => console.log(tell(2));

if (require.main === module) {
  run();
}
