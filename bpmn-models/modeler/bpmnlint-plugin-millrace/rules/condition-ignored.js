'use strict';

module.exports = require('../lib/rule').rule('condition-ignored');
