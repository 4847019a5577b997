export interface Side { length: number }
