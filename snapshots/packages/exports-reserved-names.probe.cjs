module.exports = (api, ns) => [api['kebab-case']('a b c'), api.class('X'), ns && ns['kebab-case'] === api['kebab-case']];
