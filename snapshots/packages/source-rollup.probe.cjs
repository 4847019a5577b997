module.exports = ({ side }) => [side({ length: 1 }), side.name];
