const { Worker, isMainThread } = require('worker_threads')
const { fork } = require('child_process')
const path = require('path')

const worker = new Worker(path.join(__dirname, 'worker.js'), { workerData: 20 })

worker.on('message', (answer) => {
  console.log(isMainThread, answer)
  fork(require.resolve('./child'), ['argument']).on('exit', (code) => console.log('exit', code))
})
