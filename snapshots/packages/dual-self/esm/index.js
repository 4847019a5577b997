export { hash } from 'dual-self/hash'
