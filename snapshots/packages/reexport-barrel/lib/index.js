const { Button } = require('./button');
const Label = require('./label');

module.exports = { Button, Label, sizes: require('./sizes').default };
