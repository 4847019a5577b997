module.exports = (api) => [api.pack('1'), require('path').basename(api.worker)];
