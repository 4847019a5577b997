if (require.main !== module) console.log('required')
