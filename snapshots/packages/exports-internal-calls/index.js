// Tests replace `request`; `get` and `post` must follow.
exports.request = function (method, url) {
  return method + ' ' + url;
};

exports.get = function (url) {
  return exports.request('GET', url);
};

exports.post = function (url) {
  return module.exports.request('POST', url);
};

exports.bound = function () {
  return this.request('PUT', '/this');
};
