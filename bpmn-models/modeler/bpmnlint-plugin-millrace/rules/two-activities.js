'use strict';

module.exports = require('../lib/rule').rule('two-activities');
