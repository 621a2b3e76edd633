'use strict';

module.exports = require('../lib/rule').rule('unmatched-link');
