'use strict';

module.exports = require('../lib/rule').rule('event-trigger');
