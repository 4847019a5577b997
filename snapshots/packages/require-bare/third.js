console.log('third')
(global.requireBare = global.requireBare || []).push('third')
