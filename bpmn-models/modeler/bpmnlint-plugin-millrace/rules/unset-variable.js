'use strict';

module.exports = require('../lib/rule').rule('unset-variable');
