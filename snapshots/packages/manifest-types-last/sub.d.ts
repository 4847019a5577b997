export declare const deep: boolean
