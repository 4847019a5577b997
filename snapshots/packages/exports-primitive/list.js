module.exports = ['one', 'two'];
