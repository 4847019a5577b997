module.exports = () => 12
