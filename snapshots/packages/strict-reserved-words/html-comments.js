var x = 1
<!-- an old comment
exports.x = x
--> another
