module.exports = (it) => [it.where(), it.first(), it.root, /index\.js/.test(it.outside())]
