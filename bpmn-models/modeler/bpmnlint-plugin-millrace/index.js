'use strict';

const { category, rules } = require('./lib/catalogue');

const ids = [...rules.keys()];

/** Every check with the severity that Millrace gives it. */
const recommended = { rules: Object.fromEntries(ids.map((id) => [id, category(id)])) };

/** The errors alone: what Millrace refuses. */
const errors = {
  rules: Object.fromEntries(ids.map((id) => [id, category(id) === 'error' ? 'error' : 'off']))
};

module.exports = {
  configs: { recommended, errors },
  rules: Object.fromEntries(ids.map((id) => [id, `./rules/${id}`]))
};
