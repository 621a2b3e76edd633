'use strict';

module.exports = require('../lib/rule').rule('several-accountable');
