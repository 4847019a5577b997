import { four } from './four.json'

export const eight: number = 2 * four
