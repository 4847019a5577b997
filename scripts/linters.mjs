// What publint and arethetypeswrong say of packages before and after `unfaux apply`; see
// linters.sh, which fetches them.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const cases = resolve('snapshots/packages')
const unfaux = resolve(process.env.UNFAUX ?? 'target/debug/unfaux')

function load (name, subpath = '.') {
  const module = resolve('.cache/linters/node_modules', name)
  const { exports } = JSON.parse(readFileSync(join(module, 'package.json'), 'utf8'))
  let target = exports[subpath]
  while (typeof target !== 'string') target = target.node ?? target.import ?? target.default
  return import(pathToFileURL(join(module, target)))
}
const { publint } = await load('publint')
const { formatMessage } = await load('publint', './utils')
const { checkPackage, createPackageFromTarballData } = await load('@arethetypeswrong/core')
const { problemAffectsResolutionKind } = await load('@arethetypeswrong/core', './problems')

/** Node reads `imports`, and for self-references `exports`, of the nearest manifest. */
const WRONG = ['NESTED_PACKAGE_JSON_FIELD_IGNORED']
/** One of its files does not parse, whatever it is taken for. */
const BROKEN = ['wrong-files']
/**
 * What the profile esm-only of arethetypeswrong looks at. A `.d.cts` for a `require` of what became a module is none
 * of it: it goes on to tell what `require` returns.
 */
const SEEN = ['node16-esm', 'bundler']

/** Messages as texts, suggestions left out: they are the author's to follow. */
async function linted (pkgDir, pkg) {
  const { messages } = await publint({ pkgDir, level: 'warning', strict: false, pack: 'npm' })
  const right = messages.filter(it => !WRONG.includes(it.code))
  return right.map(it => ({ key: it.code, text: formatMessage(it, pkg, { color: false }) }))
}

/** Problems with types, of packages that have some and can be packed. */
async function typed (folder, pkg) {
  if (!pkg.name || !pkg.version || !/"(types|typings)"/.test(JSON.stringify(pkg))) return []
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', join(folder, '..')]
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: folder, stdio: 'pipe' }))
  const data = new Uint8Array(readFileSync(join(folder, '..', filename)))
  const analysis = await checkPackage(createPackageFromTarballData(data))
  const affects = it => SEEN.some(kind => problemAffectsResolutionKind(it, kind, analysis))
  const seen = (analysis.problems ?? []).filter(affects)
  return seen.map(it => {
    const key = `${it.kind} ${it.entrypoint ?? it.implementationFileName ?? it.fileName ?? ''}`
    return { key, text: `${key} ${it.resolutionKind ?? ''}` }
  })
}

async function said (folder) {
  const pkg = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return [...await linted(folder, pkg), ...await typed(folder, pkg)]
}

async function added (source, work) {
  const folder = join(mkdtempSync(join(work, 'of-')), 'package')
  cpSync(source, folder, { recursive: true, dereference: true })
  const before = new Set((await said(folder)).map(it => it.key))
  const file = `${source}.args`
  const args = existsSync(file) ? readFileSync(file, 'utf8').split(/\s+/).filter(Boolean) : []
  try {
    execFileSync(unfaux, ['apply', '--quiet', '--allow-no-vcs', ...args, folder], { stdio: 'ignore' })
  } catch (error) {
    if (error.status !== 1) throw error
  }
  return (await said(folder)).filter(it => !before.has(it.key))
}

function all () {
  const names = readdirSync(cases).filter(it => !BROKEN.includes(it))
  return names.map(it => join(cases, it)).filter(it => existsSync(join(it, 'package.json')))
}

const wanted = process.argv.length > 2 ? process.argv.slice(2).map(it => resolve(it)) : all()
const work = mkdtempSync(join(tmpdir(), 'unfaux-'))
let failed = 0
try {
  for (const folder of wanted) {
    const messages = await added(folder, work)
    for (const { text } of messages) console.log(`${basename(folder)}: ${text}`)
    failed += messages.length > 0 ? 1 : 0
  }
} finally {
  rmSync(work, { recursive: true })
}
console.log(`${wanted.length} packages, ${failed} of which the linters have something new to say about`)
process.exitCode = failed > 0 ? 1 : 0
