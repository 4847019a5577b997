// Exports that the module assigns again.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get count () {
        return count;
    },
    get default () {
        return _default;
    },
    get increment () {
        return increment;
    },
    get kind () {
        return kind;
    },
    get ready () {
        return ready;
    },
    get reset () {
        return reset;
    },
    get setKind () {
        return setKind;
    },
    get sum () {
        return total;
    },
    get total () {
        return total;
    },
    get up () {
        return up;
    }
});
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
    [count, total] = [
        1,
        2
    ];
    ({ count } = {
        count: 4
    });
}
function setKind(it) {
    kind = it;
    if (kind) {
        --total;
    }
    return count;
}
let ready = false;
if (typeof setKind === 'function') {
    ready = true;
}
const _default = count;
const up = ()=>{
    const n = ++count;
    for (count of [
        1,
        n
    ]){
        kind = n;
    }
    return n;
};
