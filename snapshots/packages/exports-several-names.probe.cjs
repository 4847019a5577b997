module.exports = (api) => [api.read === api.load, api.write(['a,b', 'c,d']), api.read('x'), api.print === api.dump];
