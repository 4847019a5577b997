module.exports = Symbol.for('exports-primitive')
