console.log('debugging')
