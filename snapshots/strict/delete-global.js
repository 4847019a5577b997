globalThis.gone = 1;
delete gone;
console.log(typeof gone);
