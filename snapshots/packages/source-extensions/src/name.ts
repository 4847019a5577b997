export const name = 'name'
export const other = 'other'
