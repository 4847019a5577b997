// What publint says of the packages in snapshots/packages before and after `unfaux apply`; see
// publint.sh, which fetches it.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const cases = resolve('snapshots/packages')
const unfaux = resolve('target/debug/unfaux')
const module = resolve('.cache/publint/node_modules/publint')
const { exports } = JSON.parse(readFileSync(join(module, 'package.json'), 'utf8'))
const entry = name => {
  let target = exports[name]
  while (typeof target !== 'string') target = target.node ?? target.import ?? target.default
  return import(pathToFileURL(join(module, target)))
}
const { publint } = await entry('.')
const { formatMessage } = await entry('./utils')

/** Node reads `imports`, and for self-references `exports`, of the nearest manifest. */
const WRONG = ['NESTED_PACKAGE_JSON_FIELD_IGNORED']
/** One of its files does not parse, whatever it is taken for. */
const BROKEN = ['wrong-files']

/** Messages as texts, suggestions left out: they are the author's to follow. */
async function said (pkgDir) {
  const { messages } = await publint({ pkgDir, level: 'warning', strict: false })
  const pkg = JSON.parse(readFileSync(join(pkgDir, 'package.json'), 'utf8'))
  const right = messages.filter(it => !WRONG.includes(it.code))
  return right.map(it => ({ code: it.code, text: formatMessage(it, pkg, { color: false }) }))
}

async function added (name, work) {
  const folder = join(work, name)
  cpSync(join(cases, name), folder, { recursive: true })
  const before = new Set((await said(folder)).map(it => it.code))
  const file = join(cases, `${name}.args`)
  const args = existsSync(file) ? readFileSync(file, 'utf8').split(/\s+/).filter(Boolean) : []
  try {
    execFileSync(unfaux, ['apply', '--quiet', '--allow-no-vcs', ...args, folder], { stdio: 'ignore' })
  } catch (error) {
    if (error.status !== 1) throw error
  }
  return (await said(folder)).filter(it => !before.has(it.code))
}

const isPackage = name => !BROKEN.includes(name) && existsSync(join(cases, name, 'package.json'))
const wanted = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(cases).filter(isPackage)
const work = mkdtempSync(join(tmpdir(), 'unfaux-'))
let failed = 0
try {
  for (const name of wanted) {
    const messages = await added(name, work)
    for (const { code, text } of messages) console.log(`${name}: ${code}: ${text}`)
    failed += messages.length > 0 ? 1 : 0
  }
} finally {
  rmSync(work, { recursive: true })
}
console.log(`${wanted.length} packages, ${failed} of which publint has something new to say about`)
process.exitCode = failed > 0 ? 1 : 0
