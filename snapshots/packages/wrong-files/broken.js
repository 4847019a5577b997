// A template that is filled in later.
module.exports = { name: <%= name %> }
