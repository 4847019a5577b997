import { clamp } from 'util/clamp'
import type { Side } from 'util/side'
import { version } from '@lib/version'
import { ready } from './ready.mjs'
import fs from 'fs'

export { double } from 'util/double'
export * as sides from '@lib/side'
export type Sides = typeof import('util/side')

/** @type {import('util/side').Side} */
export const side: Side = { length: clamp(2) }
export const lazy = () => [import('util/clamp'), version, ready, fs.existsSync('no')]
