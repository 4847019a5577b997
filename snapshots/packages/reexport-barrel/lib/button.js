class Button {
    render() { return '<button>'; }
}

module.exports = { Button };
