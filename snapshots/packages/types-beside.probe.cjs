module.exports = (make) => [make({ size: 2 }), make.defaults];
