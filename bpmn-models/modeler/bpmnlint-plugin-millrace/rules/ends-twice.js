'use strict';

module.exports = require('../lib/rule').rule('ends-twice');
