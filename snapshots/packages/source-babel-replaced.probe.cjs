module.exports = (tell) => [tell(3), tell.name, tell.length];
