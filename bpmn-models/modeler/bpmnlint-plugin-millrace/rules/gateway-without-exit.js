'use strict';

module.exports = require('../lib/rule').rule('gateway-without-exit');
