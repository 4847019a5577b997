import { area } from '../shapes/area'

export class User { area = area }
