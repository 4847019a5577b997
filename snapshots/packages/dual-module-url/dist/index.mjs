import { createRequire } from 'node:module';

const own = createRequire(import.meta.url);
const load = (name) => own(name);
const folder = () => new URL('.', import.meta.url).pathname;

export { folder, load };
