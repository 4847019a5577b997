// Reads manifests as `require` does: (given || require).main
module.exports = function describe (file) {
  const manifest = JSON.parse(require('fs').readFileSync(file, 'utf8'))
  return manifest.main
}
