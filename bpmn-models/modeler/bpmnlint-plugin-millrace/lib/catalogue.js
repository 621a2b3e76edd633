'use strict';

const { checks, vocabulary } = require('../checks.json');

const CATEGORIES = { error: 'error', warning: 'warn', info: 'info' };

/** The checks that a model alone or with what is installed can be put to, by id. */
const rules = new Map(checks.filter((check) => check.scope !== 'file').map((check) => [check.id, check]));

function required(id) {
  const check = rules.get(id);
  if (!check) {
    throw new Error(`Expected '${id}' to be a check of a model, but checks.json has none of that id.`);
  }
  return check;
}

function category(id) {
  return CATEGORIES[required(id).severity];
}

/** What is said where the check fails; the detail names what was found. */
function message(id, detail) {
  const { title, advice } = required(id);
  return `${title}${detail ? ` (${detail})` : ''}. Maybe ${advice}.`;
}

module.exports = { category, message, rules, vocabulary };
