import faux from 'faux-dependency'
import { area, type Side } from './area'

export type { Side }

/** Twice the area. */
export const twice = (side: Side): string => `${faux()} ${2 * area(side)}`

export default twice
