module.exports = (slug) => {
  const before = slug('Hello, big World');
  slug.SEPARATOR = '_';
  const after = slug('Hello, big World');
  slug.SEPARATOR = '-';
  return { before, after, words: slug.words('a b') };
};
