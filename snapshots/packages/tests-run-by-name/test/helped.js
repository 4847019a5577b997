require('./help')
