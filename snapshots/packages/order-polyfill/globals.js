global.orderPolyfillName = 'from globals'
