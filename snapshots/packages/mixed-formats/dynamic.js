// The only module syntax here is import().
module.exports = async () => (await import('node:path')).sep
