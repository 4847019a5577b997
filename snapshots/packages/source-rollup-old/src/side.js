import faux from 'faux-dependency'
import { basename } from 'path'

/** Names a side. */
export function side (it) {
  return basename(`a/${faux.default()} ${it.length}`)
}

export default side
