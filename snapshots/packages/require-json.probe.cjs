module.exports = (api) => [api.later('table') === api.table, api.table.touched];
