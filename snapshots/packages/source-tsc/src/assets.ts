import { area } from './area';

export const loaded = (name: string) => require(name);
export const asset = (name: string) => __dirname + area + name;
