exports.label = text => '<b>' + text + '</b>'
