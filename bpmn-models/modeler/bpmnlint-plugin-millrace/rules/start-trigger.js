'use strict';

module.exports = require('../lib/rule').rule('start-trigger');
