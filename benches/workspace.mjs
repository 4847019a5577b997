// Time per file and peak memory of one process over a generated workspace, small and large:
//
//     node benches/workspace.mjs target/release/unfaux
//
// The packages have 100 files each, need up to three earlier ones, and are the same on every run.
// `PACKAGES=50,500` are the sizes; the last lines compare their times per file, which are those of the
// processor, all threads together (Linux only).
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const FILES = 100
const command = path.resolve(process.argv[2] ?? 'target/release/unfaux')
const sizes = (process.env.PACKAGES ?? '50,500').split(',').map(Number)

/** xorshift: the same numbers from the same seed. */
function random(seed) {
  let state = seed | 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const bodies = [
  (name) => `exports.${name} = function (list) {\n  return list.map((it) => it * 2)\n}\n`,
  (name) => `function ${name} (options) {\n  return { ...options, name: '${name}' }\n}\n\nmodule.exports = ${name}\n`,
  (name) => `class Store {\n  constructor (items) {\n    this.items = items\n  }\n}\n\nmodule.exports = { Store, ${name}: new Store([]) }\n`,
  (name) => `const path = require('path')\n\nmodule.exports = (file) => path.join(__dirname, file, '${name}')\n`,
]

function generate(root, count) {
  const below = random(42)
  write(root, 'package.json', { name: 'root', private: true, workspaces: ['packages/*'] })
  for (let number = 0; number < count; number++) {
    const folder = path.join(root, 'packages', `p${number}`)
    const needed = number ? [...new Set([0, 0, 0].map(() => below(number)))] : []
    const dependencies = Object.fromEntries(needed.map((it) => [`p${it}`, 'workspace:*']))
    write(folder, 'package.json', { name: `p${number}`, version: '1.0.0', main: 'index.js', dependencies })
    const requires = needed.map((it) => `const p${it} = require('p${it}')\n`).join('')
    const own = `const f1 = require('./lib/f1')\n\nexports.all = [${[...needed.map((it) => `p${it}`), 'f1'].join(', ')}]\n`
    write(folder, 'index.js', `'use strict'\n\n${requires}${own}`)
    for (let file = 1; file < FILES; file++) {
      const later = [1, 2].map(() => file + 1 + below(8)).filter((it) => it < FILES)
      const lines = [...new Set(later)].map((it) => `const f${it} = require('./f${it}')\n`).join('')
      const used = [...new Set(later)].map((it) => `exports.uses${it} = () => f${it}\n`).join('')
      const plain = below(2) === 0
      const text = plain ? bodies[below(bodies.length)](`f${file}`) : lines + bodies[0](`f${file}`) + used
      write(folder, `lib/f${file}.js`, `'use strict'\n\n${text}`)
    }
    fs.mkdirSync(path.join(root, 'node_modules'), { recursive: true })
    fs.symlinkSync(path.join('..', 'packages', `p${number}`), path.join(root, 'node_modules', `p${number}`))
  }
}

function write(folder, file, content) {
  const full = path.join(folder, file)
  fs.mkdirSync(path.dirname(full), { recursive: true })
  fs.writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content, null, 2) + '\n')
}

/** Seconds of all threads together, and the most megabytes of one run. */
async function measure(root, argument) {
  const child = spawn(command, [argument, '--quiet'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  let ticks = 0
  const look = setInterval(() => {
    try {
      const fields = fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
      ticks = Number(fields[11]) + Number(fields[12])
      peak = Math.max(peak, +/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1])
    } catch {} // it has ended
  }, 5)
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve))
  clearInterval(look)
  if (code !== 0 && code !== 1) throw new Error(`${argument} ended with ${code}`)
  return { seconds: ticks / 100, megabytes: peak / 1024 }
}

const perFile = {}
for (const size of sizes) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'unfaux-workspace-'))
  try {
    generate(root, size)
    for (const argument of ['plan', 'diff']) {
      const runs = []
      for (let run = 0; run < 3; run++) runs.push(await measure(root, argument))
      const seconds = Math.min(...runs.map((it) => it.seconds))
      const megabytes = Math.max(...runs.map((it) => it.megabytes))
      const each = (seconds / size / FILES) * 1e6
      ;(perFile[argument] ??= []).push(each)
      console.log(`${argument}: ${size} packages, ${size * FILES} files: ${seconds.toFixed(2)} s, ${each.toFixed(0)} µs a file, ${megabytes.toFixed(0)} MB`)
    }
  } finally {
    fs.rmSync(root, { recursive: true, force: true })
  }
}
for (const [argument, times] of Object.entries(perFile)) {
  console.log(`${argument}: ${(times.at(-1) / times[0]).toFixed(2)} times as long a file`)
}
