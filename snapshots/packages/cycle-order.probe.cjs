module.exports = (Machine) => [new Machine().handlers];
