import faux from 'faux-dependency'

export const name: string = faux()
