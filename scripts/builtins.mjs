// Prints the named exports of every builtin module of the Node that runs it, one module a line.
// `scripts/builtins.sh` keeps what all supported Nodes have in common.
import { builtinModules } from 'node:module'

const prefixed = ['node:sqlite', 'node:test', 'node:test/reporters', 'node:sea']
for (const name of new Set([...builtinModules, ...prefixed])) {
  if (/^_|^internal\//.test(name)) continue
  process.removeAllListeners('warning')
  try {
    const keys = Object.keys(await import(name.startsWith('node:') ? name : `node:${name}`))
    console.log([name, ...keys.filter((key) => key !== 'default').sort()].join(' '))
  } catch {}
}
process.exit(0)
