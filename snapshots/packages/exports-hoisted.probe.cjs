module.exports = (door) => [door.open(), door.close(), require('exports-hoisted/reassigned').pick()];
