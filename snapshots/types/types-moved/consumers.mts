import { given, twice } from 'types-moved'
export const sum: number = twice(given.count + given.parts.length)
