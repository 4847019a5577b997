// Nothing but exports is used of module here.
const { exports: mine } = module
mine.taken = true
module.exports.own = module.hasOwnProperty('exports')
