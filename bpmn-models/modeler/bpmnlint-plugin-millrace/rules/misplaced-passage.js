'use strict';

module.exports = require('../lib/rule').rule('misplaced-passage');
