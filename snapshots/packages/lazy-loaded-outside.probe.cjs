module.exports = (api) => [
  api.open(), api.late(), api.below.name, api.below.open(), api.lonely(), api.start(), api.through(),
];
