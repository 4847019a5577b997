module.exports = { parameters: { layout: 'centered' } }
