export const make = () => null
export default make
