'use strict';

module.exports = require('../lib/rule').rule('duplicate-step-name');
