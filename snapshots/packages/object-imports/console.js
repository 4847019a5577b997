module.exports = class Console {};
module.exports.last = () => undefined;
