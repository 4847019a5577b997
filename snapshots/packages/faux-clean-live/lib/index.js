"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.all = void 0;
const tsc = require("./tsc");
const babel = require("./babel");
const rollup = require("./rollup");
const swc = require("./swc");
const esbuild = require("./esbuild");
const reader_1 = require("./reader");
const seen = [
    () => [tsc.count, tsc.total, tsc.sum, tsc.kind, tsc.ready, tsc.default],
    () => [babel.count, babel.total, babel.sum, babel.kind, babel.ready, babel.default],
    () => [rollup.count, rollup.total, rollup.sum, rollup.kind, rollup.ready, rollup.default],
    () => [swc.count, swc.total, swc.sum, swc.kind, swc.ready, swc.default],
    () => [esbuild.count, esbuild.total, esbuild.sum, esbuild.kind, esbuild.ready, esbuild.default],
];
const steps = [
    [() => tsc.increment(), () => tsc.setKind("large"), () => tsc.up(), () => tsc.reset()],
    [() => babel.increment(), () => babel.setKind("large"), () => babel.up(), () => babel.reset()],
    [() => rollup.increment(), () => rollup.setKind("large"), () => rollup.up(), () => rollup.reset()],
    [() => swc.increment(), () => swc.setKind("large"), () => swc.up(), () => swc.reset()],
    [() => esbuild.increment(), () => esbuild.setKind("large"), () => esbuild.up(), () => esbuild.reset()],
];
const run = (index) => steps[index].map((step) => [step(), seen[index]()]);
const all = () => [seen.map((it) => it()), steps.map((_, index) => run(index)), (0, reader_1.first)()];
exports.all = all;
