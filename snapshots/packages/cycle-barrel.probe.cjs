module.exports = (api) => [new api.Circle().kind, api.Shape.all()];
