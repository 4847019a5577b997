export declare const own: number
