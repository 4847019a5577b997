console.log(eval('1 + 1'), (0, eval)('typeof this'), Function('return typeof this')());
(function (eval2) { console.log(eval2('1')); })(String);
