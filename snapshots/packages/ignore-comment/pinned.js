// unfaux-ignore: loaded by an old test runner
module.exports = 'pinned'
