function marked() {
    return "outer";
}
marked.__esModule = true;
marked.default = function () { return "inner"; };
module.exports = marked;
