'use strict';
// require('freelist'), as v0.2.0 had it: objects that are kept to be used again.
// Keeps up to `max` objects that were given back; `make` makes one when there is none.
function FreeList(name, max, make) {
  this.name = name;
  this.max = max;
  this.constructor = make;
  this.list = [];
}

// An object that was given back, the oldest first, else a new one, made with these arguments.
FreeList.prototype.alloc = function () {
  if (this.list.length > 0) return this.list.shift();
  return this.constructor.apply(this, arguments);
};

FreeList.prototype.free = function (object) {
  if (this.list.length < this.max) this.list.push(object);
};

exports.FreeList = FreeList;
