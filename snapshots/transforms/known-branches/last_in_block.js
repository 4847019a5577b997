function offer (name, value) {
  if (typeof exports !== 'undefined') {
    exports[name] = value
  }
  if (typeof window !== 'undefined') {
    window[name] = value

    if (typeof define === 'function' && define.amd) {
      define(() => value)
    }
  }
}

offer('add', (a, b) => a + b)
