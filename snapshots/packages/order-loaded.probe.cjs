module.exports = (api) => [api.first(), api.second(), api.third()(), api.late().length(), api.lines];
