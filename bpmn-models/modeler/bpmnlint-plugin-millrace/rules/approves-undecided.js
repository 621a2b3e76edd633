'use strict';

module.exports = require('../lib/rule').rule('approves-undecided');
