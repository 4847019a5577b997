import parsed from './parse.js'

export const parse = parsed.parse
export const strict = parsed.strict
