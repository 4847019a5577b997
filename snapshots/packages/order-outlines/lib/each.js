'use strict'

exports.each = function (list, visit) {
  for (const it of list) visit(it)
}
