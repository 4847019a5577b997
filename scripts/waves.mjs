// Makes up small workspaces whose packages load each other, cycles included, migrates them package by
// package in random order, and after each step compares on several Nodes what consumers see:
//
//     node scripts/waves.mjs target/debug/unfaux [--seeds 1..20] [--keep] [NODE…]
//
// Executes nothing but what it made up. Fails where a step can be told from the one before.
import { execFile, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const args = process.argv.slice(2)
const keep = args.includes('--keep')
const at = args.indexOf('--seeds')
const [first, last] = (at < 0 ? '1..20' : args.splice(at, 2)[1]).split('..').map(Number)
const [unfaux, ...nodes] = args.filter(it => !it.startsWith('--'))
if (!unfaux) throw new Error('usage: node scripts/waves.mjs UNFAUX [--seeds A..B] [--keep] [NODE…]')
if (nodes.length === 0) nodes.push(process.execPath)

/** The same numbers for the same seed. */
function random (seed) {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1
  const next = () => {
    state ^= state << 13; state >>>= 0
    state ^= state >>> 17
    state ^= state << 5; state >>>= 0
    return state / 2 ** 32
  }
  for (let i = 0; i < 8; i++) next()
  const below = n => Math.floor(next() * n)
  return { below, chance: it => next() < it, one: list => list[below(list.length)] }
}

/** One file: what it exports, and how it loads and uses others. */
function source (it, rnd) {
  const { id, form, loads } = it
  if (form === 'module') return moduleSource(it)
  if (form === 'alias') return `module.exports = require('${loads[0].specifier}')\n`
  const lines = []
  const target = ['class', 'whole'].includes(form) ? id : 'exports'
  if (rnd.chance(0.5)) lines.push("'use strict'")
  if (form === 'faux') lines.push("Object.defineProperty(exports, '__esModule', { value: true })")
  const early = form === 'class' || (['values', 'hoisted', 'whole'].includes(form) && rnd.chance(0.4))
  const own = []
  const exportsFirst = []
  const fn = `${id}Name`
  if (form === 'hoisted') exportsFirst.push(`exports.${fn} = ${fn}`, `function ${fn} () { return '${id}' }`)
  if (form === 'values') exportsFirst.push(`exports.${fn} = function () { return '${id}' }`, `exports.${id}List = ['${id}']`)
  if (form === 'whole') exportsFirst.push(`module.exports = ${id}`, `function ${id} () { return '${id}' }`, `${id}.${fn} = () => '${id}'`)
  if (form === 'class') exportsFirst.push(`class ${id} { ${fn} () { return '${id}' } }`, `module.exports = ${id}`)
  if (form === 'object') own.push(`${fn} () { return '${id}' }`, `${id}Value: { of: '${id}' }`)
  if (form === 'state') exportsFirst.push('let count = 0', 'exports.next = function next () { return ++count }', 'exports.count = () => count')
  if (form === 'faux') exportsFirst.push(`exports.${fn} = ${fn}`, `exports.default = function ${id} () { return '${id}' }`, `function ${fn} () { return '${id}' }`)
  if (early) lines.push(...exportsFirst.splice(0))
  if (it.logs) lines.push(`globalThis.order = (globalThis.order || []).concat('${id}')`)
  const later = []
  loads.forEach(({ to, specifier, how }, index) => {
    const name = `dep${index}`
    const use = `show(${name})`
    if (how === 'plain') { lines.push(`const ${name} = require('${specifier}')`); later.push(use) }
    if (how === 'names') {
      const wanted = to.form === 'state' ? 'next' : `${to.id}Name`
      lines.push(`const { ${wanted}: ${name} } = require('${specifier}')`); later.push(`typeof ${name}`)
    }
    if (how === 'early') {
      lines.push(`const ${name} = require('${specifier}')`, `const ${name}Early = typeof ${name}.${to.id}Name`)
      later.push(`${name}Early`)
    }
    if (how === 'lazy') later.push(`show(require('${specifier}'))`)
    if (how === 'conditional') { lines.push(`let ${name}`, `if (process.argv.length > 0) ${name} = require('${specifier}')`); later.push(use) }
    if (how === 'try') { lines.push(`let ${name}`, `try { ${name} = require('${specifier}') } catch (error) { ${name} = 'none' }`); later.push(use) }
    if (how === 'bare') lines.push(`require('${specifier}')`)
    if (how === 'passed') {
      if (form === 'object') own.push(`${id}Of${index}: require('${specifier}')`)
      else lines.push(`const ${name} = require('${specifier}')`, `${target}.${id}Of${index} = ${name}`)
    }
    if (how === 'all') {
      if (form === 'object') own.push(`...require('${specifier}')`)
      else lines.push(`Object.assign(${target}, require('${specifier}'))`)
    }
    if (how === 'extends') {
      lines.push(`const ${name} = require('${specifier}')`, `class ${id}Sub${index} extends (typeof ${name} === 'function' ? ${name} : Object) {}`)
      later.push(`${id}Sub${index}.name + Object.getPrototypeOf(${id}Sub${index}).name`)
    }
    if (how === 'faux') {
      lines.push(`const ${name} = __importDefault(require('${specifier}'))`)
      later.push(`show(${name}.default)`)
    }
  })
  if (loads.some(it => it.how === 'faux')) {
    lines.splice(form === 'faux' || lines[0] === "'use strict'" ? 1 : 0, 0, 'var __importDefault = (this && this.__importDefault) || function (mod) {\n    return (mod && mod.__esModule) ? mod : { "default": mod };\n};')
  }
  lines.push(...exportsFirst)
  const used = `function () { return [${later.join(', ')}] }`
  const show = "function show (it) { return typeof it + Object.keys(Object(it)).filter(name => name !== 'module.exports' && name !== 'default' && name !== '__esModule').sort().join() }"
  if (form === 'object') lines.push(`module.exports = {\n  ${own.join(',\n  ')},\n  ${id}Uses: ${used}\n}`, show)
  else if (form === 'class') lines.push(`${id}.uses = ${used}`, show)
  else if (form === 'whole') lines.push(`${id}.uses = ${used}`, show)
  else lines.push(`exports.${id}Uses = ${used}`, show)
  return lines.join('\n') + '\n'
}

/** An ES module from before the migration. */
function moduleSource ({ id, loads }) {
  const shows = to => ['values', 'hoisted', 'faux', 'module'].includes(to.form)
  const lines = loads.map(({ to, specifier, how }, index) => how === 'names' && shows(to)
    ? `import { ${to.id}Name as dep${index} } from '${specifier}'`
    : how === 'bare' ? `import '${specifier}'` : `import dep${index} from '${specifier}'`)
  const used = loads.map(({ how }, index) => how === 'bare' ? `'${index}'` : `typeof dep${index}`)
  lines.push(`export function ${id}Name () { return '${id}' }`, `export const ${id}Uses = () => [${used.join(', ')}]`)
  lines.push(`export default function ${id} () { return '${id}' }`)
  return lines.join('\n') + '\n'
}

/** The files of a workspace by path, and the entries that consumers load. */
function workspace (seed) {
  const rnd = random(seed)
  const count = 2 + rnd.below(4)
  const cyclic = rnd.chance(0.6)
  const packages = Array.from({ length: count }, (_, index) => {
    const number = 1 + rnd.below(3)
    const names = ['index.js', 'lib/a.js', 'lib/b.js'].slice(0, number)
    const module = rnd.chance(0.12)
    const files = names.map(file => ({
      id: `p${index}${file[file.length - 4]}`,
      file,
      form: module ? 'module' : rnd.one(['values', 'hoisted', 'whole', 'class', 'object', 'state', 'faux', 'values', 'object', 'alias']),
      logs: rnd.chance(0.1),
      loads: []
    }))
    return { name: rnd.chance(0.3) ? `@s/p${index}` : `p${index}`, folder: `packages/p${index}`, files, module, needs: new Set(), private: rnd.chance(0.2) }
  })
  for (const [index, own] of packages.entries()) {
    for (const file of own.files) {
      for (let n = rnd.below(4); n > 0; n--) {
        const target = cyclic ? rnd.below(count) : rnd.below(index + 1)
        const other = packages[target]
        const to = rnd.one(other.files)
        if (to === file || (other === own && !cyclic && own.files.indexOf(to) < own.files.indexOf(file))) continue
        let specifier
        if (other === own) {
          const relative = path.posix.relative(path.posix.dirname(file.file), to.file)
          specifier = relative.startsWith('.') ? relative : './' + relative
          if (!own.module && rnd.chance(0.6)) specifier = specifier.slice(0, -3)
        } else {
          own.needs.add(other.name)
          specifier = to.file === 'index.js' ? other.name : `${other.name}/${to.file}`
          if (!own.module && to.file !== 'index.js' && rnd.chance(0.6)) specifier = specifier.slice(0, -3)
        }
        const hows = ['plain', 'plain', 'plain', 'names', 'names', 'early', 'lazy', 'lazy', 'conditional', 'try', 'bare', 'passed', 'all', 'extends']
        if (file.form === 'faux') hows.push('faux', 'faux', 'faux', 'faux')
        file.loads.push({ to, specifier, how: rnd.one(hows) })
      }
    }
  }
  for (const file of packages.flatMap(it => it.files)) if (file.form === 'alias' && file.loads.length === 0) file.form = 'values'
  const files = { 'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n', '.gitignore': 'node_modules\n' }
  for (const own of packages) {
    const needs = Object.fromEntries([...own.needs].sort().map(it => [it, '*']))
    const manifest = { name: own.name, version: '1.0.0', ...(own.private ? { private: true } : {}), ...(own.module ? { type: 'module' } : {}), dependencies: needs }
    files[`${own.folder}/package.json`] = JSON.stringify(manifest, null, 2) + '\n'
    for (const file of own.files) files[`${own.folder}/${file.file}`] = source(file, rnd)
  }
  const order = packages.map(it => it.name)
  for (let i = order.length - 1; i > 0; i--) { const j = rnd.below(i + 1); [order[i], order[j]] = [order[j], order[i]] }
  const waves = []
  while (order.length > 0) waves.push(order.splice(0, 1 + rnd.below(2)))
  // Nobody else can come to files of a private package that its siblings do not name.
  const named = packages.flatMap(own => own.files.flatMap(it => it.loads.filter(({ to }) => !own.files.includes(to)).map(({ to }) => to)))
  const open = it => it.files.filter(file => !it.private || file.file === 'index.js' || named.includes(file))
  const entries = packages.flatMap(it => open(it).map(file => ({ owner: it, specifier: file.file === 'index.js' ? it.name : `${it.name}/${file.file}` })))
  return { files, packages, waves, entries }
}

/** Prints what one entry gives by one of the two ways, when it is the first that is loaded. */
const LOOK = `
const [how, path] = process.argv.slice(2)
const result = it => { try { return it() } catch (error) { return 'threw ' + (error.code || error.name) } }
const shown = (it, depth) => {
  if (typeof it === 'function') {
    const isClass = /^class/.test(Function.prototype.toString.call(it))
    return { kind: isClass ? 'class' : 'function', gives: isClass || depth === 0 ? null : shown(result(it), depth - 1), members: members(it, depth) }
  }
  if (it === null || typeof it !== 'object') return String(it)
  return { kind: Array.isArray(it) ? 'array' : 'object', members: members(it, depth) }
}
const members = (it, depth) => depth === 0 ? null : Object.fromEntries(Object.keys(it).filter(name => name !== 'module.exports').sort().map(name => [name, shown(result(() => it[name]), depth - 1)]))
const main = async () => {
  const it = how === 'require' ? require(path) : await import(path)
  const more = how === 'import' ? [shown(it.default, 3), it.default === require(path), require(path) === require(path)] : null
  console.log(JSON.stringify([Object.prototype.toString.call(how === 'require' ? it : 0), shown(it, 3), more, globalThis.order]))
}
main().catch(error => console.log(JSON.stringify(['threw', error.code || error.name])))
`

async function views (root, { entries }, usable) {
  const seen = {}
  const open = nodes.filter(usable).flatMap(node => entries.flatMap(({ specifier }) => ['require', 'import'].map(how => ({ node, specifier, how }))))
  const work = async () => {
    for (let it = open.pop(); it; it = open.pop()) {
      const run = await promisify(execFile)(it.node, ['--no-warnings', 'look.cjs', it.how, it.specifier], { cwd: root }).catch(error => ({ stdout: JSON.stringify(['threw', String(error.code)]) }))
      seen[`${it.node} ${it.how} ${it.specifier}`] = JSON.parse(run.stdout || '["threw","nothing"]')
    }
  }
  await Promise.all(Array.from({ length: 2 }, work))
  return seen
}

/** Where what is seen now lacks what was; a namespace may have more names. */
function difference (old, now, at, more = false) {
  if (old === null || typeof old !== 'object' || now === null || typeof now !== 'object') return Object.is(old, now) ? null : `${at}: ${JSON.stringify(old)} → ${JSON.stringify(now)}`
  for (const key of Object.keys(more ? old : { ...old, ...now })) {
    const found = key in old && key in now ? difference(old[key], now[key], `${at}.${key}`) : `${at}.${key}: ${key in old ? 'gone' : 'new'}`
    if (found) return found
  }
  return null
}

function compared (before, now) {
  for (const [key, old] of Object.entries(before)) {
    if (old[0] === 'threw' || !(key in now)) continue
    const it = now[key]
    if (it[0] === 'threw') return `${key}: threw ${it[1]}`
    const isImport = / import /.test(key)
    for (const part of [0, 1, 2, 3]) {
      const found = part === 1 && isImport ? difference(old[1].members, it[1].members, key, true) : difference(old[part] ?? null, it[part] ?? null, `${key} [${part}]`)
      if (found) return found
    }
  }
  return null
}

const ABLE = '^20.19.5 || ^22.17.0 || >=24.1.0'

/** Nodes that the packages still ask for. */
function asked (root, packages) {
  const narrow = packages.some(it => JSON.parse(fs.readFileSync(path.join(root, it.folder, 'package.json'), 'utf8')).engines?.node === ABLE)
  return node => {
    if (!narrow) return true
    const [, major, minor, patch] = /(\d+)\.(\d+)\.(\d+)/.exec(spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout).map(Number)
    return (major === 20 && (minor > 19 || (minor === 19 && patch >= 5))) || (major === 22 && minor >= 17) || (major === 24 && minor >= 1) || major > 24
  }
}

const counts = { migrated: 0, kept: 0, steps: 0, refused: 0 }
async function judge (seed) {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `waves-${seed}-`)))
  const made = workspace(seed)
  for (const [file, text] of Object.entries({ ...made.files, 'look.cjs': LOOK })) {
    fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), text)
  }
  for (const it of made.packages) {
    const link = path.join(root, 'node_modules', it.name)
    fs.mkdirSync(path.dirname(link), { recursive: true })
    fs.symlinkSync(path.relative(path.dirname(link), path.join(root, it.folder)), link)
  }
  const before = await views(root, made, () => true)
  let trouble = null
  const done = []
  for (const wave of [...made.waves, made.packages.map(it => it.name)]) {
    const run = spawnSync(path.resolve(unfaux), ['apply', '--json', '--quiet', '--allow-no-vcs', ...wave.flatMap(it => ['--package', it])], { cwd: root, encoding: 'utf8' })
    done.push(wave)
    if (run.status > 1) { trouble = `exit ${run.status} ${run.stderr}`; break }
    const reports = JSON.parse(run.stdout).packages
    counts.steps++
    const changed = reports.some(it => it.status === 'applied')
    if (wave.length === made.packages.length) {
      const files = Object.keys(made.files).filter(it => it.endsWith('.js')).filter(it => fs.existsSync(path.join(root, it)))
      const migrated = files.filter(it => /^(export|import) /m.test(fs.readFileSync(path.join(root, it), 'utf8')))
      counts.migrated += migrated.length
      counts.kept += Object.keys(made.files).filter(it => it.endsWith('.js')).length - migrated.length
      for (const it of reports.filter(it => it.status === 'refused')) {
        counts.refused++
        if (process.env.REFUSED) console.log(`seed ${seed}: ${it.name} refused: ${it.summary.refused}`)
      }
    }
    if (!changed) continue
    trouble = compared(before, await views(root, made, asked(root, made.packages)))
    if (trouble) break
  }
  if (trouble) console.log(`seed ${seed}, after ${done.map(it => it.join('+')).join(', ')}: ${trouble}${keep ? ` in ${root}` : ''}`)
  if (!keep || !trouble) fs.rmSync(root, { recursive: true })
  return trouble === null
}

let failed = 0
for (let seed = first; seed <= last; seed++) failed += await judge(seed) ? 0 : 1
console.log(`${last - first + 1} workspaces, ${counts.steps} steps, ${counts.migrated} files migrated, ${counts.kept} kept, ${counts.refused} packages refused, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
