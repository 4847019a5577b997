// Records what consumers see of a package.
//
//   node observe.cjs PACKAGE                    main, exports, deep files, commands
//   node observe.cjs PACKAGE SPEC…              these specifiers only
//   node observe.cjs PACKAGE --like RECORD      the entries of an earlier record (JSON)
//   … --probe FILE                              also call FILE's function with the main module
//
// The package is copied to SANDBOX/node_modules/NAME; each entry is loaded from SANDBOX, by
// require() and by import(), in a fresh process per entry and order. JSON goes to stdout.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { createRequire } = require('module');

const NOT_FOR_CONSUMERS =
  /(^|\/)(node_modules|bin|tests?|__tests__|examples?|bench|docs|scripts|\.[^/]*)(\/|$)|(^|\/)[^/]*\.(config|test)\.[cm]?js$|(^|\/)test\.[cm]?js$/;

const ORDERS = ['ri', 'ir'];

function main([dir, ...args]) {
  const option = (name) => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args.splice(at, 2)[1];
  };
  const like = option('--like');
  const probe = option('--probe');
  const sandbox = makeSandbox(dir, probe);
  try {
    const entries = like
      ? JSON.parse(fs.readFileSync(like, 'utf8')).entries
      : args.length
        ? { loads: args.map(same), commands: [] }
        : entriesOf(sandbox);
    const loads = {};
    for (const entry of entries.loads) {
      for (const order of entry.orders) {
        loads[`${entry.require} ${order}`] = load(sandbox, entry, order);
      }
    }
    const commands = {};
    for (const command of entries.commands) commands[command] = runCommand(sandbox, command);
    process.stdout.write(JSON.stringify({ entries, loads, commands }, null, 1));
  } finally {
    fs.rmSync(sandbox.root, { recursive: true, force: true });
  }
}

function makeSandbox(dir, probe) {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'observe-')));
  const { name } = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
  const home = path.join(root, 'node_modules', name);
  fs.cpSync(dir, home, { recursive: true, verbatimSymlinks: true });
  fs.mkdirSync(path.join(root, 'empty'));
  fs.copyFileSync(path.join(__dirname, 'describe.cjs'), path.join(root, 'describe.cjs'));
  if (probe) fs.copyFileSync(probe, path.join(root, 'probe.cjs'));
  const manifest = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
  return { root, name, home, manifest, probe: Boolean(probe) };
}

// ---- which entries

function entriesOf({ root, name, home, manifest }) {
  const bins = Object.keys(binsOf(manifest)).map((bin) => `bin ${bin}`);
  const scripts = Object.keys(manifest.scripts ?? {}).filter((script) => scriptFile(manifest, script));
  const commands = [...bins, ...scripts.map((script) => `script ${script}`)];
  // Nobody can install a private package: only its commands are seen.
  if (manifest.private) return { loads: [], commands };
  const files = listFiles(home);
  if (manifest.exports !== undefined) {
    const subpaths = subpathsOf(manifest.exports, files);
    return { loads: subpaths.map((sub) => same(name + sub.slice(1))), commands };
  }
  const resolve = createRequire(path.join(root, 'describe.cjs')).resolve;
  const loads = [];
  let main;
  try {
    main = resolve(name);
    loads.push(same(name));
  } catch {
    // A package with commands only.
  }
  const deep = files.filter((file) => path.join(home, file) !== main && isDeepEntry(home, manifest, file));
  deep.forEach((file, at) => loads.push(deepEntry(resolve, { name, home, file, orders: [ORDERS[at % 2]] })));
  return { loads, commands };
}

const same = (spec) => ({ require: spec, import: spec, orders: ORDERS });

// A deep file takes one order, by turns, which keeps the number of processes small.
function deepEntry(resolve, { name, home, file, orders }) {
  const spellings = [file.replace(/(^|\/)index\.js$/, ''), file.replace(/\.js$/, ''), file];
  const spelling = spellings.find((candidate) => {
    try {
      return candidate !== '' && resolve(`${name}/${candidate}`) === path.join(home, file);
    } catch {
      return false;
    }
  });
  const url = file.replace(/[%#?]/g, encodeURIComponent);
  return { require: `${name}/${spelling ?? file}`, import: `${name}/${url}`, orders };
}

function isDeepEntry(home, manifest, file) {
  if (!/\.[cm]?js$/.test(file) || NOT_FOR_CONSUMERS.test(file)) return false;
  const published = manifest.files?.map((entry) => path.posix.normalize(entry).replace(/\/$/, ''));
  if (published && !published.some((entry) => file === entry || file.startsWith(`${entry}/`))) return false;
  return !fs.readFileSync(path.join(home, file), 'utf8').startsWith('#!');
}

function listFiles(dir, prefix = '') {
  const files = [];
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const file = prefix + entry.name;
    if (entry.isDirectory()) files.push(...listFiles(path.join(dir, entry.name), `${file}/`));
    else files.push(file);
  }
  return files.sort();
}

function subpathsOf(map, files) {
  const isMap = typeof map === 'object' && !Array.isArray(map) && Object.keys(map)[0]?.startsWith('.');
  if (!isMap) return ['.'];
  const subpaths = Object.entries(map).flatMap(([key, target]) => {
    if (!key.includes('*')) return [key];
    return targetsOf(target).flatMap((pattern) => {
      const [before, after] = pattern.slice(2).split('*');
      return files
        .filter((file) => file.startsWith(before) && file.endsWith(after))
        .map((file) => key.replace('*', file.slice(before.length, file.length - after.length)));
    });
  });
  return [...new Set(subpaths)].filter((key) => key !== './package.json');
}

function targetsOf(target) {
  if (typeof target === 'string') return [target];
  return Object.values(target ?? {}).flatMap(targetsOf);
}

function binsOf({ name, bin }) {
  return typeof bin === 'string' ? { [name.replace(/^@.*\//, '')]: bin } : (bin ?? {});
}

const scriptFile = (manifest, script) => /^node (\S+)$/.exec(manifest.scripts[script])?.[1];

// ---- running

function load(sandbox, entry, order) {
  const report = path.join(sandbox.root, 'report.json');
  fs.rmSync(report, { force: true });
  const probe = sandbox.probe && entry.require === sandbox.name ? [path.join(sandbox.root, 'probe.cjs')] : [];
  const args = [path.join(sandbox.root, 'describe.cjs'), report, order, entry.require, entry.import, ...probe];
  const outcome = run(sandbox, args, path.join(sandbox.root, 'empty'));
  const views = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : null;
  return { ...outcome, views };
}

function runCommand(sandbox, command) {
  const [kind, name] = command.split(' ');
  if (kind === 'script') {
    const file = scriptFile(sandbox.manifest, name);
    return file ? run(sandbox, [file], sandbox.home) : 'script is gone';
  }
  const target = binsOf(sandbox.manifest)[name];
  if (!target) return 'command is gone';
  // Through a link, as npm installs commands.
  const link = path.join(sandbox.root, 'node_modules', '.bin', name);
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.symlinkSync(path.relative(path.dirname(link), path.join(sandbox.home, target)), link);
  const { mode } = fs.statSync(link);
  return { executable: (mode & 0o111) !== 0, ...run(sandbox, [link, '--help'], path.join(sandbox.root, 'empty')) };
}

function run(sandbox, args, cwd) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: sandbox.root },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: 30_000,
  });
  const mask = (text) => text.replaceAll(sandbox.root, '<root>');
  return { exit: signal ?? status, stdout: mask(stdout), stderr: withoutPlaces(mask(stderr)) };
}

// Stack frames, quoted source lines and process ids are no part of what a package promises, nor
// are the warnings of Node's CommonJS loader about cycles and wrong manifests, which nobody misses.
function withoutPlaces(text) {
  return text
    .replace(/^(file:\/\/)?<root>\S*:\d+\n.*\n\s*\^+\n/gm, '')
    .replace(/^\s+at .*\n/gm, '')
    .replace(/\(node:\d+\)/g, '(node)')
    .replace(/^\(Use `node --trace-.*\n/gm, '')
    .replace(/^.*(ExperimentalWarning|Warning: Accessing non-existent property|DEP0128).*\n/gm, '');
}

process.noDeprecation = true;
main(process.argv.slice(2));
