console.log(String(require('fs').readFileSync(process.argv[2])));
