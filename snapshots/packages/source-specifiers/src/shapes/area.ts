import type { Shape } from '.'

export const area = (shape: Shape) => shape.side ** 2
