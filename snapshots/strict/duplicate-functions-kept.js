'use strict';
function f() { return 1; /* why */ }
function f() { return 2; }
function g() {}
var a = 1, g = 2;
function h() {}
var { h } = { h: 1 };
