// Resolves every path that packages export, by `require` and by `import`, before and after
// `unfaux apply`, and tells which are lost or lead to another file:
//
//     node scripts/paths.mjs target/debug/unfaux path/to/package…
//
// Takes packages with an exports map, and for each the paths of its map, with patterns filled in.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

const [unfaux, ...folders] = process.argv.slice(2)
if (folders.length === 0) throw new Error('usage: node scripts/paths.mjs UNFAUX PACKAGE…')

const manifest = folder => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8').replace(/^\ufeff/, ''))

function files (folder, below = '.') {
  return readdirSync(join(folder, below)).filter(it => it !== 'node_modules').flatMap(it => {
    const path = join(below, it)
    return statSync(join(folder, path)).isDirectory() ? files(folder, path) : [path]
  })
}

function strings (value) {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : []
}

/** The paths that consumers can name: keys of the map, and for patterns what their targets match. */
function paths (folder) {
  const { exports } = manifest(folder)
  const isMap = typeof exports === 'object' && Object.keys(exports).some(it => it.startsWith('.'))
  const map = isMap ? exports : { '.': exports }
  const all = files(folder)
  const filled = ([key, value]) => strings(value).filter(it => it.includes('*')).flatMap(target => {
    const [before, after] = target.slice(2).split('*')
    const matches = all.filter(it => it.startsWith(before) && it.endsWith(after) && it.length > before.length + after.length)
    return matches.map(it => key.replace('*', it.slice(before.length, it.length - after.length)))
  })
  const found = Object.entries(map).flatMap(it => it[0].includes('*') ? filled(it) : [it[0]])
  return [...new Set([...found, './package.json'])]
}

/** Runs outside of the package, and prints where each path leads by both ways. */
const resolver = `
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
const require = createRequire(import.meta.url)
const [, , ...specifiers] = process.argv
const way = resolve => specifier => { try { return resolve(specifier) } catch (error) { return error.code } }
const [required, imported] = [require.resolve, it => fileURLToPath(import.meta.resolve(it))].map(it => specifiers.map(way(it)))
process.stdout.write(JSON.stringify({ required, imported }))
`

function resolved (root, name, subpaths) {
  writeFileSync(join(root, 'resolver.mjs'), resolver)
  const specifiers = subpaths.map(it => name + it.slice(1))
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'resolver.mjs'), ...specifiers], { encoding: 'utf8', maxBuffer: Infinity })
  if (!stdout) throw new Error(stderr)
  const { required, imported } = JSON.parse(stdout)
  const shown = it => it.startsWith('ERR_') || it === 'MODULE_NOT_FOUND' ? it : relative(join(root, 'node_modules', name), it)
  const there = it => it.startsWith('ERR_') || it === 'MODULE_NOT_FOUND' || existsSync(it) ? shown(it) : 'nothing there'
  return { require: required.map(there), import: imported.map(there) }
}

/** A file and its new name are the same; the way by \`require\` may open. */
function isSame (before, after) {
  const stem = it => it.replace(/(\.[cm]?js)+$/, '')
  return before === after || stem(before) === stem(after) || before.startsWith('ERR_') || before === 'MODULE_NOT_FOUND' || before === 'nothing there'
}

/** Targets of the map, under whatever condition, that lead to nothing. */
function dangling (folder) {
  const all = new Set(files(folder))
  const { exports } = manifest(folder)
  return strings(exports).filter(it => it.startsWith('./') && !it.includes('*') && !all.has(it.slice(2)))
}

let [count, tried, failed] = [0, 0, 0]
for (const folder of folders.map(it => resolve(it))) {
  const { name, exports } = manifest(folder)
  if (!name || !exports) continue
  const root = mkdtempSync(join(tmpdir(), 'unfaux-paths-'))
  const copy = join(root, 'node_modules', name)
  cpSync(folder, copy, { recursive: true, dereference: true, filter: it => it === folder || !it.endsWith('/node_modules') })
  const subpaths = paths(copy)
  const [before, missing] = [resolved(root, name, subpaths), dangling(copy)]
  const patterns = strings(exports).filter(it => it.includes('*')).map(it => it.split('*'))
  const { status, stderr } = spawnSync(unfaux, ['apply', '--quiet', '--allow-no-vcs', copy], { encoding: 'utf8' })
  if (status > 1) console.log(`${name}: ${stderr}`)
  const after = resolved(root, name, subpaths)
  for (const way of ['require', 'import']) {
    subpaths.forEach((path, at) => {
      const [old, now] = [before[way][at], after[way][at]]
      if (!isSame(old, now)) console.log(`${name}: ${way}(${name + path.slice(1)}) was ${old}, is ${now}`)
      failed += isSame(old, now) ? 0 : 1
      tried += 1
    })
  }
  // What a pattern led to in vain leads there in vain by a key of its own.
  const vain = it => patterns.some(([start, end]) => it.startsWith(start) && it.endsWith(end))
  const lost = dangling(copy).filter(it => !missing.includes(it) && !vain(it))
  for (const it of lost) console.log(`${name}: the map leads to ${it}, which is not there`)
  failed += lost.length
  count += 1
  rmSync(root, { recursive: true })
}
console.log(`${count} packages, ${tried} resolutions, ${failed} of which are lost or lead elsewhere`)
process.exitCode = failed > 0 ? 1 : 0
