import faux from 'faux-dependency'
import { area } from './area'

export const name = faux()
export default area
