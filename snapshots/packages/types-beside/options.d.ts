export interface Options { size?: number }
export const defaults: Options;
