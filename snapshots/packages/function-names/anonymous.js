module.exports = { fn: function () {}, arrow: () => {}, Klass: class {} }
