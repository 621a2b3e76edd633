'use strict';

module.exports = require('../lib/rule').rule('invalid-separate-from');
