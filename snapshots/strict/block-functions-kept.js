if (true) { early(); function early() { return 1; } }
early();
for (var i = 0; i < 2; i++) { function each() { return i; } setTimeout(function () { each(); }); }
each();
{ function lost() { return 1; } lost = 2; }
lost();
