export const kind = 'import'
export { greet } from './parts/greet.js'
