'use strict';

module.exports = require('../lib/rule').rule('implicit-split');
