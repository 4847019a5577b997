module.exports = (colors) => [colors.red('x'), Object.keys(colors), require('exports-dynamic-loop/levels').warn('!')];
