console.log('child', process.argv[2], require.main === module)
process.exitCode = 4
