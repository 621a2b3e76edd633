'use strict';

module.exports = require('../lib/rule').rule('no-way-to-end');
