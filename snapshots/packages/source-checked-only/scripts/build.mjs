import { build } from 'some-bundler'

await build({ entry: 'src/index.ts', format: 'cjs', to: 'dist/index.cjs.js' })
await build({ entry: 'src/index.ts', format: 'es', to: 'dist/index.mjs' })
