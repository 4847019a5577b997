export const pack = (value) => JSON.stringify(value)
