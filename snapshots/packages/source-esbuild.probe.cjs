module.exports = (api) => {
  const side = api.side ?? api;
  return [side({ length: 1 }), side.name];
};
