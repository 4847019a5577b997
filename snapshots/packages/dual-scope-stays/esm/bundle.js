import { createRequire } from 'module'

const require = createRequire(import.meta.url)

export const { tool } = require('../tool.cjs')
