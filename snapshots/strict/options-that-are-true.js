function flash (options, request) {
  if (options.flash) {
    var flash = options.flash
    if (typeof flash == 'string') {
      flash = { message: flash }
    }
    flash.type = flash.type || 'info'
    request.flash(flash.type, flash.message)
  }
  if (options.note && request.note) {
    var note = options.note
    if ('string' === typeof note) note = request.note
    note.seen = true
  }
  if (options.list) {
    var list = options.list
    list.seen = true
  }
}

flash({ flash: true }, { flash: function () {} })
