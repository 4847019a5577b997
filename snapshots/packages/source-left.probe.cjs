module.exports = (tell) => [tell(3), tell.limit, tell.default === tell];
