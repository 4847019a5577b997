export { name } from '@core/name'
export const file = require.resolve('./core/name').slice(-7)
