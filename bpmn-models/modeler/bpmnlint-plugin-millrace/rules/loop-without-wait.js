'use strict';

module.exports = require('../lib/rule').rule('loop-without-wait');
