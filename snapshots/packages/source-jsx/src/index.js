import React from 'react'
import Button from './Button'
import { theme } from './theme'

/** @typedef {import('./theme').Theme} Theme */

export { Button }
export default () => <Button theme={theme} />
