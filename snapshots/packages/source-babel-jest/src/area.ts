export type Side = number

export const area = (side: Side): number => side * side
