exports.TYPES = ['word', 'number']

exports.tokenize = function (text) {
  return text.split(' ').map(exports.token)
}

exports.token = (text) => ({ type: /^\d+$/.test(text) ? 1 : 0, text })
