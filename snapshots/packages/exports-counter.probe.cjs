module.exports = (ids, ns) => {
  ids.reset(5);
  ids.next();
  ids.count = 10;
  ids.next();
  const { take, atLoad } = require('exports-counter/user');
  return [ids.count, take(), atLoad(), ns && ns.count];
};
