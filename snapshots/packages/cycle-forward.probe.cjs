module.exports = (index) => [new index.Pool('a').name, new index.Pool('a').add('b') instanceof index.Link, index.late];
