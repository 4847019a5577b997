var self = module.exports = {}

self.values = {}

self.set = function (key, value) {
  self.values[key] = value
  return self
}

self.get = function (key) {
  return self.values[key]
}
