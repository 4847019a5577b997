// Runs the tests and the linter of packages before and after `unfaux apply`, as their manifests say,
// and tells what dies of its format afterwards that did not before, and where fewer tests pass:
//
//     node scripts/starts.mjs target/debug/unfaux path/to/package…
//
// Development dependencies come from the npm registry into .cache/starts. Executes the code of all.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

const [unfaux, ...folders] = process.argv.slice(2)
if (folders.length === 0) throw new Error('usage: node scripts/starts.mjs UNFAUX PACKAGE…')

/** What Node and tools say where a file has another format than whoever loads it believes. */
const DEAD = [
  /\b(module|require|exports|__dirname|__filename) is not defined/,
  /ERR_REQUIRE_(ESM|CYCLE_MODULE|ASYNC_MODULE)/,
  /Cannot use import statement outside a module|'import' and 'export' may appear only/,
  /Cannot find (module|package).*|No such file or directory.*|No test files found.*/
]

const manifest = folder => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** Copies a package without what is installed in it. */
function copy (from, to) {
  const filter = it => it === from || basename(it) !== 'node_modules'
  cpSync(from, to, { recursive: true, dereference: true, filter })
}

/** Installs what development needs, as far as the registry has it. */
function install (cwd) {
  const file = join(cwd, 'package.json')
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--legacy-peer-deps']
  for (let tries = 0; tries < 6; tries++) {
    const { status, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' })
    if (status === 0) return
    const [, name] = /'(.+)@[^']*' could not be found|found for (.+)@/.exec(stderr)?.filter(it => it) ?? []
    const text = readFileSync(file, 'utf8')
    const range = stderr.includes('ETARGET') ? '"*"' : '"npm:once@1"'
    writeFileSync(file, text.replace(new RegExp(`("${name}": *)"[^"]*"`), (_, key) => key + range))
  }
  throw new Error(`${cwd} cannot be installed`)
}

/** The package with what its development needs, and a copy of both that is migrated. */
function prepare (folder) {
  const { name, version } = manifest(folder)
  const root = join(resolve('.cache/starts'), `${name.replace('/', '+')}@${version}`)
  const [before, after] = ['before', 'after'].map(it => join(root, it))
  if (!existsSync(join(before, 'node_modules/.package-lock.json'))) {
    copy(resolve(folder), before)
    install(before)
  }
  rmSync(after, { recursive: true, force: true })
  copy(before, after)
  execFileSync('cp', ['-al', join(before, 'node_modules'), after])
  const { status, stderr } = spawnSync(unfaux, ['apply', '--quiet', '--allow-no-vcs', after], { encoding: 'utf8' })
  if (status > 1) throw new Error(stderr)
  return [before, after]
}

/** What came of `npm run script`, which runs no script before or after it. */
function run (script, cwd) {
  const args = ['run', '--ignore-scripts', script]
  const options = { cwd, encoding: 'utf8', timeout: 240_000, maxBuffer: Infinity }
  const { status, stdout, stderr } = spawnSync('npm', args, options)
  const lines = (stdout + stderr).split('\n')
  const passed = lines.filter(it => /^\s*(ok \d|[✓✔√])/.test(it)).length
  const dead = lines.filter(it => DEAD.some(rule => rule.test(it))).map(it => it.trim().replaceAll(cwd, ''))
  return { status, passed, dead }
}

let failed = 0
for (const folder of folders) {
  const { name, version, scripts = {} } = manifest(folder)
  let prepared
  try {
    prepared = prepare(folder)
  } catch (error) {
    console.log(`${name}@${version}: ${error.message.split('\n')[0]}`)
    continue
  }
  const [before, after] = prepared
  for (const script of ['test', 'lint'].filter(it => scripts[it])) {
    const [old, now] = [before, after].map(it => run(script, it))
    const died = [...new Set(now.dead)].filter(it => !old.dead.includes(it))
    const shown = it => `exit ${it.status}, ${it.passed} passed`
    console.log(`${name}@${version} ${script}: ${shown(old)} → ${shown(now)}`)
    for (const line of died.slice(0, 5)) console.log(`  ${line}`)
    const fewer = now.passed < old.passed || (old.status === 0 && now.status !== 0)
    failed += died.length > 0 || fewer ? 1 : 0
  }
}
process.exitCode = failed > 0 ? 1 : 0
