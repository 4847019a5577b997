import shape = require('./shapes')
import { area } from './shapes/area'

export = [shape, area]
