const http = require('http')
const config = require('./config/' + (process.env.APP_ENV || 'local'))
const routes = require('./routes')
const { log } = require('./lib/log')

const server = http.createServer((req, res) => {
  const route = routes[req.url]
  res.end(route ? route(config) : 'not found')
})

function ask (url, done) {
  http.get({ port: server.address().port, path: url, agent: false }, (res) => {
    let body = ''
    res.on('data', (chunk) => { body += chunk })
    res.on('end', () => done(body))
  })
}

server.listen(0, () => {
  ask('/', (home) => ask('/nowhere', (missing) => {
    log(home)
    log(missing)
    server.close()
  }))
})
