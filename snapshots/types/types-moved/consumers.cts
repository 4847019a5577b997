import moved = require('types-moved')
export const sum: number = moved.twice(moved.given.count + moved.given.parts.length)
