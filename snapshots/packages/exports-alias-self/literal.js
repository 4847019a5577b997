const me = (module.exports = {
  on: true,
  toggle() {
    me.on = !me.on;
    return me.on;
  },
});
