(function (source) {
    with (window) { eval(source); }
})
