const make = () => ({ read: 1 })
module.exports = make()

0 && (module.exports = { read })
