module.exports = (api) => [api.decode('utf8', [226, 130, 172]), api.decode('hex', [1, 2]), api.late()];
