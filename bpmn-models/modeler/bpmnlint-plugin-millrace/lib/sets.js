'use strict';

function union(a, b) {
  return new Set([...a, ...b]);
}

function intersection(a, b) {
  return new Set([...a].filter((one) => b.has(one)));
}

function equal(a, b) {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

module.exports = { equal, intersection, union };
