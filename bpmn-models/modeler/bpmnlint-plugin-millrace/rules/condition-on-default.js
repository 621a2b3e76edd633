'use strict';

module.exports = require('../lib/rule').rule('condition-on-default');
