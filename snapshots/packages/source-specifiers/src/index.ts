/// <reference path="./globals" />
import deep from 'deep/lib/deep'
import type { Shape } from './shapes'
import { area } from './shapes/area'
import { clamp } from './util'
import { User } from '@model/user'
import Label from './label'
import { version } from '../package.json'
import { ready } from './ready.js'
export * from './shapes'
export { clamp as limit } from './util.js'
export type Area = typeof import('./shapes/area')
export type Side = import("./shapes/side").Side

declare module './shapes/side' {
  interface Side { color?: string }
}

/** @param {import('./model/user').User} user */
export function lazy (user: User) {
  return [import('./shapes/side'), import(`./shapes/area`), new URL('./worker', import.meta.url), Label, ready]
}

export default (shape: Shape) => clamp(area(shape)) + deep.length + version.length
