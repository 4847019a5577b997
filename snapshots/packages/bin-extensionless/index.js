exports.help = function () { return 'help of the tool' }
