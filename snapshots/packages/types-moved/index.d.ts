import given = require('./lib/given')
export { given }
export declare function twice (n: number): number
