import prettier from 'eslint-config-prettier'
import house from '@house/eslint-config/flat'

export default [
  prettier,
  ...house,
  { rules: { 'no-var': 'off' } }
]
