var mod = module;
mod.exports.a = 1;
mod.exports.b = 2;
