'use strict';

module.exports = require('../lib/rule').rule('never-triggered');
