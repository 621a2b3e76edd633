'use strict';

module.exports = require('../lib/rule').rule('dangling-flow');
