module.exports = {
  open: open,
  close: close
}

var state = 'closed'

function open () { state = 'open'; return state }
function close () { state = 'closed'; return state }
