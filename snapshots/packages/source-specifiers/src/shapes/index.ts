export interface Shape { side: number }
export { area } from './area'
