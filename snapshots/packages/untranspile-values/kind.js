class Kind {
    get kind() {
        return "kind";
    }
}
module.exports = Kind;
