module.exports = class Label {
    render() { return '<label>'; }
};
