'use strict';

module.exports = require('../lib/rule').rule('missing-topic');
