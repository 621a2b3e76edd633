'use strict';

const { message } = require('./catalogue');

/** In characters: nobody reads more. */
const LONGEST = 200;

/** Collects what the checks find, by the id of the check. */
class Problems {
  constructor() {
    this.found = new Map();
  }

  /** The detail names what was found, if the element does not say it all. */
  add(check, element, detail = '') {
    const all = this.found.get(check) || [];
    this.found.set(check, [...all, { id: element.nearestId, message: message(check, inOneLine(detail)) }]);
  }

  of(check) {
    return this.found.get(check) || [];
  }
}

/** Texts of a model may be long and have lines of their own. */
function inOneLine(detail) {
  const line = detail.replace(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}...`;
}

module.exports = { Problems };
