module.exports = (Child) => [new Child().name, new Child.Mixed('m').mixed(), new Child.Source().readable];
