// Loads one entry both ways in this process and writes what it sees as JSON.
//
//   node describe.cjs REPORT ORDER REQUIRE_SPEC IMPORT_SPEC [PROBE]
//
// Both views share one graph, so identity inside a view and between the views is recorded.
'use strict';

const fs = require('fs');
const path = require('path');
const util = require('util');
const { builtinModules } = require('module');

const DEPTH = 5;
const NODES = 600;
const WATCHED = ['fs', 'path', 'util', 'events', 'os', 'url'];
const PROTOTYPES = ['Object', 'Function', 'Array', 'String', 'Number', 'Promise', 'Error', 'RegExp', 'Date'];

const LAZY = Symbol('lazy');

// The intrinsics behind `yield` and `async`, which no global names.
const HIDDEN = {
  GeneratorFunction: (function* () {}).constructor,
  AsyncFunction: (async () => {}).constructor,
  AsyncGeneratorFunction: (async function* () {}).constructor,
  TypedArray: Object.getPrototypeOf(Uint8Array),
};

async function main([report, order, requireSpec, importSpec, probe]) {
  const world = new World();
  const views = {};
  for (const step of order) {
    if (step === 'r') views.require = await attempt(() => require(requireSpec), false);
    else views.import = await attempt(() => import(importSpec), true);
  }
  await new Promise((resolve) => setTimeout(resolve, 5));

  const changes = world.changes();
  const graph = new Graph(world.labels());
  const roots = {};
  for (const view of ['require', 'import']) {
    const { error, value } = views[view];
    roots[view] = error ? { error: describeError(error.thrown) } : graph.root(value);
  }
  graph.expand();
  const probed = probe ? await runProbe(require(probe), views) : undefined;
  fs.writeFileSync(report, JSON.stringify({ roots, nodes: graph.nodes, changes, probed }));
}

async function attempt(action, wait) {
  try {
    return { value: wait ? await action() : action() };
  } catch (thrown) {
    return { error: { thrown } };
  }
}

async function runProbe(probe, views) {
  const answers = {};
  for (const [view, args] of [
    ['require', [views.require.value]],
    ['import', [views.import.value?.default, views.import.value]],
  ]) {
    if (views[view].error) continue;
    const { error, value } = await attempt(() => probe(...args), true);
    answers[view] = error
      ? describeError(error.thrown)
      : masked(util.inspect(value, { depth: 8, breakLength: 100, showHidden: false }));
  }
  return answers;
}

const masked = (text) => text.replaceAll(__dirname, '<root>');

function describeError(thrown) {
  if (!(thrown instanceof Error)) return { thrown: String(thrown) };
  const message = masked(String(thrown.message)).split('\n')[0];
  return { name: thrown.name, code: thrown.code, message };
}

// What was there before the package came: globals, built-in modules, environment.
class World {
  constructor() {
    this.known = new Map();
    this.env = { ...process.env };
    this.globals = new Set(Reflect.ownKeys(globalThis));
    this.owners = new Map();
    for (const name of Reflect.ownKeys(globalThis)) this.label(String(name), read(globalThis, name), 2);
    for (const [name, value] of Object.entries(HIDDEN)) this.label(name, value, 2);
    for (const name of WATCHED) this.watch(name, require(name));
    for (const name of PROTOTYPES) this.watch(`${name}.prototype`, globalThis[name].prototype);
  }

  label(name, value, depth) {
    if (!isObject(value)) return;
    if (!this.known.has(value)) this.known.set(value, name);
    if (depth === 0 || value === process.env) return;
    for (const key of Reflect.ownKeys(value)) this.label(`${name}.${String(key)}`, read(value, key), depth - 1);
  }

  watch(name, owner) {
    this.label(name, owner, 1);
    this.owners.set(name, { owner, members: membersOf(owner) });
  }

  // Built-in modules that the package has loaded are labelled, never described.
  labels() {
    const silent = new Set(['punycode', 'sys', 'wasi', 'test', 'sqlite', 'domain']);
    for (const entry of process.moduleLoadList) {
      const name = entry.replace('NativeModule ', '');
      if (builtinModules.includes(name) && !name.startsWith('_') && !silent.has(name)) {
        // One level of `module`: below it is the cache, which holds the package.
        this.label(name, require(name), name === 'module' ? 1 : 2);
      }
    }
    return this.known;
  }

  changes() {
    const found = [];
    for (const key of Reflect.ownKeys(globalThis)) {
      if (!this.globals.has(key)) found.push(`global ${String(key)}: ${typeof read(globalThis, key)}`);
    }
    for (const [name, { owner, members }] of this.owners) {
      const now = membersOf(owner);
      for (const key of new Set([...members.keys(), ...now.keys()])) {
        if (members.get(key) !== LAZY && members.get(key) !== now.get(key)) found.push(`changed ${name}.${String(key)}`);
      }
    }
    for (const key of new Set([...Object.keys(this.env), ...Object.keys(process.env)])) {
      if (this.env[key] !== process.env[key]) found.push(`env ${key}=${masked(String(process.env[key]))}`);
    }
    if (process.exitCode !== undefined) found.push(`exitCode ${process.exitCode}`);
    return found;
  }
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
const read = (owner, key) => Reflect.getOwnPropertyDescriptor(owner, key)?.value;
const membersOf = (owner) => new Map(Reflect.ownKeys(owner).map((key) => [key, member(owner, key)]));

// Node's lazy members are accessors until someone, an ES module importing it for one, reads them.
function member(owner, key) {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
  return 'value' in descriptor ? descriptor.value : LAZY;
}

class Graph {
  nodes = [];
  #items = new Map();
  #labels;

  constructor(labels) {
    this.#labels = labels;
  }

  root(value) {
    const cell = this.cell(value, 0);
    if ('ref' in cell) this.#items.get(value).root = true;
    return cell;
  }

  expand() {
    // Describing adds items; a Map's iterator visits those, too.
    for (const [value, { id, depth, root }] of this.#items) {
      this.nodes[id] = depth > DEPTH || id > NODES ? { cut: true } : this.describe(value, depth, root);
    }
  }

  cell(value, depth) {
    if (typeof value === 'string') return { string: masked(value) };
    if (!isObject(value)) return { [typeof value]: Object.is(value, -0) ? '-0' : String(value) };
    if (this.#labels.has(value)) return { builtin: this.#labels.get(value) };
    if (!this.#items.has(value)) this.#items.set(value, { id: this.#items.size, depth });
    return { ref: this.#items.get(value).id };
  }

  describe(value, depth, root) {
    const node = { kind: kindOf(value), proto: this.cell(Object.getPrototypeOf(value), depth + 1) };
    if (typeof value === 'function') node.constructable = isConstructable(value);
    if (!Object.isExtensible(value)) node.extensible = false;
    const content = contentOf(value);
    if (content) node.content = content.map((item) => this.cell(item, depth + 1));
    node.props = ownKeys(value).map((key) => this.property(value, key, depth, root));
    return node;
  }

  property(owner, key, depth, root) {
    const name = String(key);
    let descriptor;
    try {
      descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
    } catch (thrown) {
      return { key: name, error: describeError(thrown) };
    }
    const { value, get, set, writable, enumerable, configurable } = descriptor;
    const flags = (writable ? 'w' : '') + (enumerable ? 'e' : '') + (configurable ? 'c' : '');
    if (name === 'stack' && owner instanceof Error) return { key: name, flags };
    if ('value' in descriptor) return { key: name, flags, value: this.cell(value, depth + 1) };
    const property = { key: name, flags, get: this.cell(get, depth + 1), set: this.cell(set, depth + 1) };
    if (root && get) property.value = this.call(owner, key, depth);
    return property;
  }

  call(owner, key, depth) {
    try {
      return this.cell(owner[key], depth + 1);
    } catch (thrown) {
      return { error: describeError(thrown) };
    }
  }
}

// Sloppy functions of older versions own `arguments` and `caller`, strict ones never do.
function ownKeys(value) {
  const isHidden = (key) => typeof value === 'function' && (key === 'arguments' || key === 'caller');
  return Reflect.ownKeys(value).filter((key) => !isHidden(key) && !isIndexOfBytes(value, key));
}

const isIndexOfBytes = (value, key) => ArrayBuffer.isView(value) && /^\d+$/.test(String(key));

function kindOf(value) {
  if (util.types.isModuleNamespaceObject(value)) return 'namespace';
  if (util.types.isProxy(value)) return 'proxy';
  if (typeof value === 'function') return /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'function';
  return Object.prototype.toString.call(value).slice(8, -1);
}

function contentOf(value) {
  if (util.types.isProxy(value)) return undefined;
  if (util.types.isMap(value)) return [...Map.prototype.entries.call(value)].flat();
  if (util.types.isSet(value)) return [...Set.prototype.values.call(value)];
  if (util.types.isDate(value)) return [Date.prototype.getTime.call(value)];
  if (util.types.isRegExp(value)) return [RegExp.prototype.toString.call(value)];
  if (util.types.isBoxedPrimitive(value)) return [value.valueOf()];
  if (ArrayBuffer.isView(value)) return [Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')];
  return undefined;
}

function isConstructable(value) {
  try {
    Reflect.construct(Object, [], value);
    return true;
  } catch {
    return false;
  }
}

main(process.argv.slice(2));
