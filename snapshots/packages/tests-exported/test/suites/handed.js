var vows = require('vows')
var twice = require('../../index').twice

vows.describe('twice').addBatch({ four: twice(2) }).export(module)
