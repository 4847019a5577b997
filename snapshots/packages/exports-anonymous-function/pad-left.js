/* pads text on the left */
module.exports = function (text, width, fill) {
  // a name that the function could be given is taken below
  var padLeft = String(text);
  while (padLeft.length < width) padLeft = (fill || ' ') + padLeft;
  return padLeft;
};
