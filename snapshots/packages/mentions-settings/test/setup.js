var o = {a: 1}
with (o) { global.test_a = a }
