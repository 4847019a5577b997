var http2 = require('http2')
var server = http2.createServer(function (req, res) {
  req.socket = null
  res.connection = null
  req.note = res.end()
})
server.socket = null
function Client () { this.socket = null }
