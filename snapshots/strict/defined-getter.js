var lazy = {};
Object.defineProperties(lazy, {
  path: { get: function () { return lazy.path = require('path'); } },
  'url': {
    get: function () {
      var url = lazy.url = require('url');
      return url;
    },
    set: undefined
  }
});
Object.defineProperty(lazy, 'count', {
  get: function () {
    return (lazy.count = 1) + 1;
  }
});
Object.defineProperty(lazy, 'both', { get: function () { return lazy.both = 1; }, set: function () {} });
console.log(lazy.path.sep, lazy.count, lazy.both);

var box = { open: 1 };
box.open = 2;
Object.defineProperty(box, 'open', { writable: false });
box.open = 3;
console.log(box.open);
