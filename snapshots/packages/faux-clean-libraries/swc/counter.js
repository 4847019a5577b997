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
    get increment () {
        return increment;
    }
});
let count = 0;
const increment = ()=>{
    count += 1;
};
