export const join = (list) => list.join('-')
