import { names } from './names'

class Shape {
  get name () { return names[0] }
}

export default Shape
