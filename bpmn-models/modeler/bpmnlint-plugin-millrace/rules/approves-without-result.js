'use strict';

module.exports = require('../lib/rule').rule('approves-without-result');
