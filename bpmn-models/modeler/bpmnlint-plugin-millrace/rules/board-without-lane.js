'use strict';

module.exports = require('../lib/rule').rule('board-without-lane');
