'use strict';

module.exports = require('../lib/rule').rule('misdirected-flow');
