export const names = ['square']
export default names
