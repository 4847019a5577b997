// Builds a package as compilers do that leave modules alone: `node rebuild.mjs ROOT FROM TO…`, each
// FROM a file or folder of sources, and TO where it is written. Types go, all else stays. Exits with
// 3 where this Node cannot take types out.
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'

process.removeAllListeners('warning')
const [root, ...pairs] = process.argv.slice(2)

function strip (path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path)) strip(join(path, name))
  } else if (path.endsWith('.ts')) {
    if (!module.stripTypeScriptTypes) process.exit(3)
    const text = module.stripTypeScriptTypes(readFileSync(path, 'utf8'))
    rmSync(path)
    writeFileSync(path.replace(/\.ts$/, '.js'), text)
  }
}

for (let at = 0; at < pairs.length; at += 2) {
  const [from, to] = [join(root, pairs[at]), join(root, pairs[at + 1])]
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true })
  strip(to)
}
