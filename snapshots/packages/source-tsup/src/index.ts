import faux from 'faux-dependency'
import { basename } from 'path'

export interface Side { length: number }

/** Names a side. */
export function side (it: Side): string {
  return basename(`a/${faux()} ${it.length}`)
}

export default side
