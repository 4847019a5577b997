module.exports = (Timer) => {
  const Repeating = require('exports-prototype/mixin');
  const seen = [];
  Timer(5).on('fire', (x) => seen.push(x)).fire('a');
  new Repeating(1).on('fire', (x) => seen.push(x)).fire();
  return [seen, Timer.create(7).ms];
};
