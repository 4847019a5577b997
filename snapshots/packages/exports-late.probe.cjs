module.exports = (server) => {
  const swap = require('exports-late/swap');
  const before = swap.send();
  swap.configure(() => 'sent');
  return [server.start(80) === server, Object.keys(server), before, swap.send()];
};
