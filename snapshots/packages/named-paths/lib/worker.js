var pack = require('../').pack;

process.on('message', function (source) {
    process.send(pack(source));
});
