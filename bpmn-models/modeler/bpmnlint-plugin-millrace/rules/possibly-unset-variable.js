'use strict';

module.exports = require('../lib/rule').rule('possibly-unset-variable');
