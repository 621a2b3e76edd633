'use strict';

module.exports = require('../lib/rule').rule('unused-result');
