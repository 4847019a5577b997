console.log('second')
(global.requireBare = global.requireBare || []).push('second')
