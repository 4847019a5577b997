exports.greet = function greet() {
  return 'hello';
};
