// Migrates every package of an installed tree in one run, then loads each by `require` and by `import`
// in the old tree and in the new one, and tells which of them consumers could tell apart:
//
//     node scripts/tree.mjs target/release/unfaux path/to/node_modules [NAME…]
//
// Works on two copies in the folder for temporary files. Executes the code of the packages.
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const [command, modules, ...names] = process.argv.slice(2)
if (!modules) throw new Error('usage: node scripts/tree.mjs UNFAUX NODE_MODULES [NAME…]')
const temp = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'unfaux-tree-')))
const [before, after] = ['old', 'new'].map((it) => path.join(temp, it))

/** The folders of all packages below a `node_modules` folder, relative to the one around it. */
function packages(root, below = 'node_modules') {
  const entries = fs.readdirSync(path.join(root, below), { withFileTypes: true })
  const folders = entries.filter((it) => it.isDirectory() && !it.name.startsWith('.')).map((it) => path.join(below, it.name))
  return folders.flatMap((folder) => {
    if (path.basename(folder).startsWith('@')) return packages(root, folder)
    const nested = path.join(folder, 'node_modules')
    const own = fs.existsSync(path.join(root, folder, 'package.json')) ? [folder] : []
    return fs.existsSync(path.join(root, nested)) ? [...own, ...packages(root, nested)] : own
  })
}

/** Runs beside the `node_modules` folder of a package and prints what both views of it are. */
const consumer = `
const name = process.argv[2]
const print = process.stdout.write.bind(process.stdout)
process.stdout.write = () => true
function look (value, depth, around = []) {
  // What Node itself has loaded is no member of a package that passes this on.
  if (value === process || value === globalThis) return 'global object'
  if (value === null || !['object', 'function'].includes(typeof value)) {
    return typeof value === 'symbol' ? String(value) : typeof value + ':' + String(value).replaceAll(__filename, '<file>').replaceAll(__dirname, '<root>').slice(0, 200)
  }
  const kind = typeof value === 'function' ? 'function ' + value.length : Object.prototype.toString.call(value)
  if (depth === 0 || around.includes(value)) return kind
  const keys = Reflect.ownKeys(value).filter((it) => typeof it === 'string')
  const members = keys.filter((it) => it !== 'module.exports' && !(typeof value === 'function' && ['name', 'length', 'arguments', 'caller'].includes(it))).sort()
  return { kind, members: Object.fromEntries(members.map((it) => {
    const property = Object.getOwnPropertyDescriptor(value, it)
    return [it, 'value' in property ? look(property.value, depth - 1, [...around, value]) : 'accessor']
  })) }
}
async function view (load) {
  try { return look(await load(), 3) } catch (error) { return { threw: error && (error.code || error.name) } }
}
(async () => {
  const result = { require: await view(() => require(name)), import: await view(() => import(name)) }
  print(JSON.stringify(result), () => process.exit(0))
})()
`

let count = 0
async function views(root, folder) {
  const place = path.join(root, folder.slice(0, folder.lastIndexOf('node_modules')))
  const file = path.join(place, `.consumer-${count++}.cjs`)
  fs.writeFileSync(file, consumer)
  const name = folder.slice(folder.lastIndexOf('node_modules') + 'node_modules/'.length)
  try {
    const options = { cwd: temp, timeout: 30_000, maxBuffer: 1 << 26, env: { PATH: process.env.PATH, HOME: temp } }
    const { stdout } = await promisify(execFile)(process.execPath, ['--random-seed=1', file, name], options)
    return JSON.parse(stdout)
  } catch (error) {
    return { died: error.code ?? error.signal ?? error.name }
  } finally {
    fs.rmSync(file)
  }
}

/** Where the new view lacks what the old one had; a module may have more names. */
function difference(old, now, at, more) {
  if (typeof old === 'string' || typeof now === 'string') return old === now ? null : `${at}: ${JSON.stringify(old).slice(0, 90)} → ${JSON.stringify(now).slice(0, 90)}`
  if (old.kind !== now.kind) return `${at}: ${old.kind} → ${now.kind ?? JSON.stringify(now)}`
  const names = Object.keys(more ? old.members : { ...old.members, ...now.members })
  for (const name of names) {
    const [left, right] = [old.members[name], now.members[name]]
    if (left === null) continue
    if (left === undefined || right === undefined) return `${at}.${name}: ${left === undefined ? 'new' : 'gone'}`
    const found = difference(left, right, `${at}.${name}`, false)
    if (found) return found
  }
  return null
}

/** Takes from `one` what `other` has otherwise: what two runs of the same tree do not share. */
function stable(one, other) {
  if (typeof one === 'string' || typeof other !== 'object' || !one.members || !other.members) return
  for (const [name, member] of Object.entries(one.members)) {
    const twin = other.members[name]
    if (twin === undefined || (typeof member === 'string' ? member !== twin : member.kind !== twin.kind)) one.members[name] = null
    else stable(member, twin)
  }
}

async function judge(folder) {
  const old = await views(before, folder)
  if (old.died || (old.require.threw && old.import.threw)) return ['not loaded before']
  const now = await views(after, folder)
  if (now.died) return ['broken', `it died: ${now.died}`]
  const found = compared(old, now)
  if (found[0] === 'same') return found
  // A second look, at the old tree by the same name and by another: what differs there says nothing.
  const again = await views(before, folder)
  if (again.died) return found
  for (const view of ['require', 'import']) stable(old[view], again[view])
  return compared(old, now)
}

function compared(old, now) {
  for (const view of ['require', 'import']) {
    if (old[view].threw) continue
    if (now[view].threw) return ['broken', `${view} threw ${now[view].threw}`]
    const found = difference(old[view], now[view], view, view === 'import')
    if (found) return ['broken', found]
  }
  return ['same']
}

try {
  for (const root of [before, after]) {
    fs.mkdirSync(root)
    execFileSync('cp', ['-a', path.resolve(modules), path.join(root, 'node_modules')])
  }
  const all = packages(after)
  const run = spawnSync(path.resolve(command), ['apply', '--allow-no-vcs', '--allow-dirty', '--json', ...all], { cwd: after, maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status > 1 && !run.stdout.length) throw new Error('nothing was migrated')
  const status = new Map(JSON.parse(run.stdout).packages.map((it) => [it.path, it.status]))
  const wanted = all.filter((it) => names.length === 0 || names.some((name) => it.endsWith(`node_modules/${name}`)))
  const results = {}
  const open = [...wanted]
  const work = async () => {
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      const [verdict, why] = await judge(folder)
      const key = `${status.get(folder)}, ${verdict}`
      results[key] = (results[key] ?? 0) + 1
      if (why) console.log(`${folder} (${status.get(folder)}): ${why}`)
    }
  }
  await Promise.all(Array.from({ length: os.availableParallelism() }, work))
  for (const [key, number] of Object.entries(results).sort()) console.log(`${number} ${key}`)
  process.exitCode = Object.keys(results).some((it) => it.endsWith('broken')) ? 1 : 0
} finally {
  fs.rmSync(temp, { recursive: true, force: true })
}
