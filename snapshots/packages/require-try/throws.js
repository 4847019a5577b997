module.exports = 'never seen';
throw new Error('always');
