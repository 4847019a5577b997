exports.always = true

if (process.env.WRAPPER_TOP_RETURN) {
  exports.early = true
  return
}

exports.late = true
