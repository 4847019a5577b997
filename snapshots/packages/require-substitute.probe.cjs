module.exports = (api) => {
  const { Promise } = globalThis;
  delete globalThis.Promise;
  try {
    return [api.list({ a: 1 }), new api.Bytes(2), api.polyfill(), api.digest('md5').update('').digest('hex')];
  } finally {
    globalThis.Promise = Promise;
  }
};
