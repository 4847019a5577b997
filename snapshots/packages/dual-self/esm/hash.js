import { sum } from '#crypto'

export const hash = (text) => 'import ' + sum(text)
