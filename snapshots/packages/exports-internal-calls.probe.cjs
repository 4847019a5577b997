module.exports = (client, ns) => {
  const original = client.request;
  const before = [client.get('/a'), client.post('/b'), client.bound()];
  client.request = (method) => 'stub ' + method;
  const after = [client.get('/a'), client.post('/b'), client.bound()];
  client.request = original;
  return { before, after, same: ns && ns.request === original };
};
