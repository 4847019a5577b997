export interface Side { length: number }
export const none: Side = { length: 0 }
