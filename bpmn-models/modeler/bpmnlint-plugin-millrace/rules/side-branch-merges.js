'use strict';

module.exports = require('../lib/rule').rule('side-branch-merges');
