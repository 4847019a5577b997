module.exports = ({ range }) => range()
