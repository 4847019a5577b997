console.log('first')
(global.requireBare = global.requireBare || []).push('first')
