const Base = require('./base')
const { Mixin } = require('./mixin')

class Child extends Base {
  constructor () { super('child') }
}

class Source extends require('stream').Readable {
  _read () { this.push(null) }
}

class Mixed extends Mixin(require('./base')) {}

Child.Source = Source
Child.Mixed = Mixed
module.exports = Child
