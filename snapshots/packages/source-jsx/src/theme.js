export const theme = {}
