module.exports = async (value, ms) => {
  await new Promise((resolve) => setTimeout(resolve, ms))
  return value
}
