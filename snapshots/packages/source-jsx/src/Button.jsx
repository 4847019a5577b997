import React from 'react'
import { theme } from './theme'

export default () => <button style={theme}>ok</button>
