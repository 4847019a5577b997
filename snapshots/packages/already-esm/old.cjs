module.exports = 'still CommonJS';
