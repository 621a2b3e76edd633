'use strict';

module.exports = require('../lib/rule').rule('task-without-step');
