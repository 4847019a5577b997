export declare function parse(text: string): number
export declare const settings: { deep: boolean }
export declare const mode: string
export declare function feature(name: string): { name: string }
