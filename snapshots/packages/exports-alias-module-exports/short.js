const e = exports;
e.one = 1;
e.two = function () { return e.one + 1; };
