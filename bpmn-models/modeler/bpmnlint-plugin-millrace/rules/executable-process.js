'use strict';

module.exports = require('../lib/rule').rule('executable-process');
