'use strict'

// It need not be there, and the code of the error is asked for.
exports.has = () => {
  try {
    return Boolean(require.resolve('maybe'))
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return false
    throw error
  }
}
