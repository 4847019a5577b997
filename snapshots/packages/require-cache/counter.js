global.requireCacheLoads = (global.requireCacheLoads || 0) + 1
module.exports = { loads: global.requireCacheLoads }
