module.exports = made;

function made(number) {
    return number * 2;
}
