// Nothing is to be seen of this.
var unseen = 1
function unused () { return unseen }
