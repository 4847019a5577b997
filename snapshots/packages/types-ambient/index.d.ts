/// <reference path="./locale.d.ts" />
export declare const count: number
