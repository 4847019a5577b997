exports.a = function () {
  found = 1;
  return found;
};
function f() { return 1; }
function f() { return 2; }
console.log(f());
