export const children = () => module.children
