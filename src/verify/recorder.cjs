// Loads one entry of a package both ways in this process and writes what it sees as JSON.
//
//   node recorder.cjs JOB        a JSON object:
//     report    the file to write
//     order     'ri', 'ir' or 'r': which views, and which first
//     require   what is required, or a list of that
//     import    what is imported, or a list of that
//     home      the folder of the package
//     masks     [from, to] pairs for paths that differ from run to run
//     places    whether to tell which file each function is from
//     presence  whether only loading counts, not what is loaded
//     probe     a file whose function is called with what was loaded
//
// Both views share one graph, so identity inside a view and between the views is recorded.
'use strict';

const fs = require('fs');
const util = require('util');
const Module = require('module');
const { fileURLToPath } = require('url');

const { builtinModules } = Module;

const DEPTH = 5;
const NODES = 600;
const KEYS = 4000;
const LONG = 1000;
// How long a package may keep the process alive after it was described, in milliseconds.
const PATIENCE = 1000;
const WATCHED = ['fs', 'path', 'util', 'events', 'os', 'url'];
const PROTOTYPES = ['Object', 'Function', 'Array', 'String', 'Number', 'Promise', 'Error', 'RegExp', 'Date'];

// Node's search for names in CommonJS leaks a variable; 22.12 loads its client where `http` is imported.
const NODES_OWN = new Set(['ch', Symbol.for('undici.globalDispatcher.1')]);

const LAZY = Symbol('lazy');

// The intrinsics behind `yield` and `async`, which no global names, and globals that are accessors.
const HIDDEN = {
  process,
  Buffer,
  GeneratorFunction: (function* () {}).constructor,
  AsyncFunction: (async () => {}).constructor,
  AsyncGeneratorFunction: (async function* () {}).constructor,
  TypedArray: Object.getPrototypeOf(Uint8Array),
};

const job = JSON.parse(process.argv.pop());
const { writeFileSync } = fs;
const { setTimeout, JSON: Json } = globalThis;
const { stringify } = Json;
const { exit } = process;

async function main() {
  await import('fs'); // Makes Node's lazy members of it plain ones, as any ES module may have done.
  const world = new World();
  const views = {};
  for (const step of job.order) {
    if (step === 'r') views.require = await viewOf(job.require, (it) => require(it), false);
    else views.import = await viewOf(job.import, (it) => import(it), true);
  }
  await new Promise((resolve) => setTimeout(resolve, 5));

  const changes = world.changes();
  const labels = world.labels();
  const places = job.places ? new Places() : undefined;
  const graph = new Graph(labels, places);
  const roots = {};
  for (const [view, { error, value }] of Object.entries(views)) {
    if (error) roots[view] = { error: describeError(error.thrown) };
    else roots[view] = job.presence ? { present: 'it' } : graph.root(value);
  }
  graph.expand();
  const probed = job.probe ? await runProbe(require(job.probe), views) : undefined;
  const report = { roots, nodes: graph.nodes, changes, probed, entry: entryFile(), files: places?.files() };
  writeFileSync(job.report, stringify(report));
  setTimeout(() => exit.call(process), PATIENCE).unref();
}

function entryFile() {
  try {
    return own(require.resolve(String(job.require)));
  } catch {
    return undefined;
  }
}

// A path or file URL as a path inside the package, if it is one.
function own(place) {
  const file = place.startsWith('file:') ? fileURLToPath(place) : place;
  const prefix = `${job.home}/`;
  return file.startsWith(prefix) && !file.includes('/node_modules/', prefix.length) ? file.slice(prefix.length) : undefined;
}

// A list gives an object with what each of it gives, to see what they share.
async function viewOf(wanted, load, wait) {
  if (typeof wanted === 'string') return attempt(() => load(wanted), wait);
  const all = {};
  for (const it of wanted) all[it] = (await attempt(() => load(it), wait)).value;
  return { value: all };
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
      ? { ...describeError(error.thrown), place: undefined }
      : masked(util.inspect(value, { depth: 8, breakLength: 100, showHidden: false }));
  }
  return answers;
}

function masked(text) {
  let result = text;
  for (const [from, to] of job.masks) result = result.replaceAll(from, to);
  return result;
}

function describeError(thrown) {
  if (!(thrown instanceof Error)) return { thrown: String(thrown) };
  const message = masked(String(thrown.message)).split('\n')[0];
  return { name: thrown.name, code: thrown.code, message, place: placeOf(thrown) };
}

// The first place of a stack that is in the package.
function placeOf({ stack }) {
  const paths = String(stack).match(/(file:\/\/)?\/[^\s():]+/g) ?? [];
  for (const path of paths) {
    try {
      const file = own(path);
      if (file) return file;
    } catch {
      // No URL of a file.
    }
  }
  return undefined;
}

// Which file a function is from, asked of the debugger, which knows without running anything.
class Places {
  #session = new (require('inspector').Session)();
  #scripts = new Map();

  constructor() {
    this.#session.connect();
    this.#session.on('Debugger.scriptParsed', ({ params }) => this.#scripts.set(params.scriptId, params.url));
    this.#session.post('Debugger.enable');
  }

  files() {
    const files = [...this.#scripts.values()].map(fileOf).filter(Boolean);
    return [...new Set(files)].sort();
  }

  of(value) {
    const key = Symbol.for('unfaux');
    globalThis[key] = value;
    const { objectId } = this.#ask('Runtime.evaluate', { expression: "globalThis[Symbol.for('unfaux')]" }).result;
    delete globalThis[key];
    const { internalProperties } = this.#ask('Runtime.getProperties', { objectId, ownProperties: false });
    const location = internalProperties?.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value;
    return location && fileOf(this.#scripts.get(location.scriptId));
  }

  // The session calls back before `post` returns.
  #ask(method, params) {
    let answer;
    this.#session.post(method, params, (error, result) => {
      answer = result;
    });
    return answer;
  }
}

function fileOf(url) {
  try {
    return own(url);
  } catch {
    return undefined;
  }
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
    this.label('require.cache', require.cache, 0);
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
      if (Module.builtinModules.includes(name) && !name.startsWith('_') && !silent.has(name)) {
        // One level of `module`: below it is the cache, which holds the package.
        this.label(name, require(name), name === 'module' ? 1 : 2);
      }
    }
    return this.known;
  }

  changes() {
    const found = [];
    for (const key of Reflect.ownKeys(globalThis)) {
      if (!this.globals.has(key) && !NODES_OWN.has(key)) found.push(`global ${String(key)}: ${typeof read(globalThis, key)}`);
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
  #places;

  constructor(labels, places) {
    this.#labels = labels;
    this.#places = places;
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
    if (typeof value === 'string') return { string: shortened(masked(value)) };
    if (!isObject(value)) return { [typeof value]: Object.is(value, -0) ? '-0' : String(value) };
    if (this.#labels.has(value)) return { builtin: this.#labels.get(value) };
    // Node's book-keeping about modules is no part of them.
    if (value instanceof Module) return { builtin: `module ${masked(String(value.id))}` };
    if (!this.#items.has(value)) this.#items.set(value, { id: this.#items.size, depth });
    return { ref: this.#items.get(value).id };
  }

  describe(value, depth, root) {
    const node = { kind: kindOf(value), proto: this.cell(Object.getPrototypeOf(value), depth + 1) };
    if (typeof value === 'function') {
      node.constructable = isConstructable(value);
      node.place = this.#places?.of(value);
    }
    if (!Object.isExtensible(value)) node.extensible = false;
    const content = contentOf(value);
    if (content) node.content = content.map((item) => this.cell(item, depth + 1));
    const keys = ownKeys(value);
    const property = (key) => this.property(value, key, depth, root);
    node.props = keys.slice(0, KEYS).map(property);
    if (keys.length > KEYS) node.rest = digest(stringify(keys.slice(KEYS).map((key) => primitive(value, key))));
    return node;
  }

  property(owner, key, depth, root) {
    const name = String(key);
    let descriptor;
    try {
      descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
    } catch (thrown) {
      return { key: name, error: { error: describeError(thrown) } };
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

const primitive = (owner, key) => {
  const value = read(owner, key);
  return [String(key), isObject(value) ? typeof value : String(value)];
};

// A long text is told by its beginning and a number that stands for all of it.
const shortened = (text) => (text.length > LONG ? `${text.slice(0, 100)}… ${text.length} ${digest(text)}` : text);

function digest(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}

// Sloppy functions of older versions own `arguments` and `caller`, strict ones never do.
function ownKeys(value) {
  const isHidden = (key) =>
    (typeof value === 'function' && (key === 'arguments' || key === 'caller')) ||
    // What Node notes about a module for itself.
    (typeof key === 'symbol' && value instanceof Module);
  return Reflect.ownKeys(value).filter((key) => !isHidden(key) && !isIndexOfBytes(value, key));
}

const isIndexOfBytes = (value, key) => ArrayBuffer.isView(value) && /^\d+$/.test(String(key));

function kindOf(value) {
  if (util.types.isModuleNamespaceObject(value)) return 'namespace';
  if (util.types.isProxy(value)) return 'proxy';
  if (typeof value === 'function') return functionKind(value);
  return Object.prototype.toString.call(value).slice(8, -1);
}

function functionKind(value) {
  if (/^class\b/.test(Function.prototype.toString.call(value))) return 'class';
  const words = [];
  if (util.types.isAsyncFunction(value)) words.push('async');
  if (util.types.isGeneratorFunction(value)) words.push('generator');
  return [...words, 'function'].join(' ');
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

main();
