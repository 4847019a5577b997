require('./first')
