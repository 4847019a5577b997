if (module.parent == null) console.log('started')
else console.log(module.parent.filename)
