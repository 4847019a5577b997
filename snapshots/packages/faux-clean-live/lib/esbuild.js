var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  count: () => count,
  default: () => stdin_default,
  increment: () => increment,
  kind: () => kind,
  ready: () => ready,
  reset: () => reset,
  setKind: () => setKind,
  sum: () => total,
  total: () => total,
  up: () => up
});
module.exports = __toCommonJS(stdin_exports);
let count = 0;
let total = 1;
let kind;
function increment() {
  count++;
  total += 2;
  return count++;
}
function reset() {
  count = total = 0;
  [count, total] = [1, 2];
  ({ count } = { count: 4 });
}
function setKind(it) {
  kind = it;
  if (kind) {
    --total;
  }
  return count;
}
let ready = false;
if (typeof setKind === "function") {
  ready = true;
}
var stdin_default = count;
const up = () => {
  const n = ++count;
  for (count of [1, n]) {
    kind = n;
  }
  return n;
};
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  count,
  increment,
  kind,
  ready,
  reset,
  setKind,
  sum,
  total,
  up
});
