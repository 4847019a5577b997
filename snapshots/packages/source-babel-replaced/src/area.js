export default (side) => side * side
