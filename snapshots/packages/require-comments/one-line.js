'use strict';var p=require('path'),u=require('./unused');exports.a=p.sep;exports.b=u.text;exports.c=function(){return exports.a}
