const double = (n) => 2 * n;

function run (n) { return double(n) }

export { run as default };
