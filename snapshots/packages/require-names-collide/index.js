const url = require('./url');
const { format } = require('./format');

// A parameter, a local and a block hide the imports.
function show(url) {
  return format(url.toString());
}

function local() {
  const format = (x) => `local ${x}`;
  {
    let url = 'block';
    return format(url);
  }
}

module.exports = { show, local, url: url(), format };
