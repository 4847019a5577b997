import conditional from './conditional.js'

export const { Conditional } = conditional
export const format = 'esm'
export default conditional
