'use strict';

const { vocabulary } = require('./catalogue');

const NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const DECISION_POINT = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_DECISION_POINT = 64;

const titles = new Set([
  ...vocabulary.practices.map(({ title }) => title.toLowerCase()),
  ...Object.keys(vocabulary.practiceAliases).map((alias) => alias.toLowerCase())
]);
const codes = new Set(vocabulary.practices.map(({ code }) => code));

/** A name of a step, result or outcome: letters and digits, at most 64. */
function isName(text) {
  return NAME.test(text);
}

function isDecisionPoint(text) {
  return text.length <= LONGEST_DECISION_POINT && DECISION_POINT.test(text);
}

/** Whether the text is the code or the full name of one of the 34 practices. */
function isPractice(text) {
  return codes.has(text) || titles.has(text.toLowerCase());
}

module.exports = { isDecisionPoint, isName, isPractice };
