export const stack = () => []
