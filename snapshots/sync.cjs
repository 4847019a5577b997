// What a consumer sees of a package: `node sync.cjs first SPECIFIER…`, run in a folder whose
// `node_modules` holds it. `first` is `require` or `import`. Prints one JSON document.
'use strict'

const [first, ...specifiers] = process.argv.slice(2)
const { createRequire } = require('module')
const { pathToFileURL } = require('url')
const { writeFileSync } = require('fs')
const path = require('path')

const here = path.join(process.cwd(), 'consumer.mjs')
const consumer = createRequire(here)
writeFileSync(here, 'export const load = specifier => import(specifier)\n')

function shown (value, depth = 0) {
  if (value === null || !['object', 'function'].includes(typeof value)) return String(value)
  if (depth > 3) return typeof value
  const keys = Object.keys(value).filter(key => key !== 'module.exports')
  const inner = keys.map(key => [key, shown(value[key], depth + 1)])
  // A function without a name gets one where it is exported from a module.
  const name = process.features.require_module ? '' : value.name
  const kind = typeof value === 'function' ? `function ${name} ${value.length}` : 'object'
  return [kind, ...inner]
}

async function attempt (load) {
  try {
    return { value: await load() }
  } catch (error) {
    return { error: error.code || error.name }
  }
}

async function main () {
  const { load } = await import(pathToFileURL(here))
  const seen = {}
  for (const specifier of specifiers) {
    const ways = { require: () => consumer(specifier), import: () => load(specifier) }
    const order = first === 'require' ? ['require', 'import'] : ['import', 'require']
    const got = {}
    for (const way of order) got[way] = await attempt(ways[way])
    const { require: required, import: imported } = got
    if (specifier.endsWith('/package.json') && required.value) required.value = required.value.name
    const both = 'value' in required && 'value' in imported
    seen[specifier] = {
      require: 'value' in required ? shown(required.value) : required,
      import: 'value' in imported ? shown(imported.value) : imported,
      same: both && imported.value.default === required.value
    }
  }
  console.log(JSON.stringify({ seen, loads: globalThis.syncLoads || 0 }))
}

main()
