if (typeof module === 'object' && typeof require === 'function') {
  this.inside = true
}
