console.log('nothing was loaded')
