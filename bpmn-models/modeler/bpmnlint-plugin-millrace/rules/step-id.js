'use strict';

module.exports = require('../lib/rule').rule('step-id');
