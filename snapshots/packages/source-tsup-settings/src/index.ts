import faux from 'faux-dependency'

export const name: string = faux() + __dirname.slice(-4)
