import { double } from './double'

export function quadruple (value: number): number {
  return double(double(value))
}
