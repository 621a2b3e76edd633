'use strict';

module.exports = require('../lib/rule').rule('runs-twice');
