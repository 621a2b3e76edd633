'use strict';

const { message } = require('./catalogue');

/** Collects what the checks find, by the id of the check. */
class Problems {
  constructor() {
    this.found = new Map();
  }

  /** The detail names what was found, if the element does not say it all. */
  add(check, element, detail = '') {
    const all = this.found.get(check) || [];
    this.found.set(check, [...all, { id: element.nearestId, message: message(check, detail) }]);
  }

  of(check) {
    return this.found.get(check) || [];
  }
}

module.exports = { Problems };
