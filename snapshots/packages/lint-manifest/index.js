module.exports = 'made up';
