import * as React from 'react'

export default () => <b>label</b>
