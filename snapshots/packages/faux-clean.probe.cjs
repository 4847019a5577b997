module.exports = (api) => [
  api.default(2),
  api.area(3),
  api.zone(3),
  new api.Shape(4).side,
  api.metres(5),
  api.UNIT,
  api.sizes,
  api.__esModule,
];
