'use strict';

module.exports = require('../lib/rule').rule('decision-point');
