module.exports = (api) => {
  api.first = () => 10;
  return [api.second(), require('exports-alias-module-exports/iife').again()];
};
