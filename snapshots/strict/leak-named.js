helper = function () {};
console.log(helper.name);
