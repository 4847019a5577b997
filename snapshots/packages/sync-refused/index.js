exports.place = () => __dirname
