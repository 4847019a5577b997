module.exports = (Stack) => [new Stack().push(1), new Stack() instanceof Stack.Base];
