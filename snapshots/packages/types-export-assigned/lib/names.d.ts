export type Name = string;
export type Opened = import("./reader");
export function remove(name: Name): Name;
