export class Counter { count = 0 }
export const make = () => new Counter()
export default make
