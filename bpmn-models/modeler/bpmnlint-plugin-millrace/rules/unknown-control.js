'use strict';

module.exports = require('../lib/rule').rule('unknown-control');
