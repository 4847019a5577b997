module.exports = /^[a-z]+$/i;
