export const modern = true
