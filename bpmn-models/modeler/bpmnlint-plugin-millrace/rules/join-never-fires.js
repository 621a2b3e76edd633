'use strict';

module.exports = require('../lib/rule').rule('join-never-fires');
