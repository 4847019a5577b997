import { join } from 'path'
import { twice } from './twice'

export { twice }
export default function here (name: string): string { return join(__dirname, name) }
