exports.Mixin = (Base) => class extends Base { mixed () { return true } }
