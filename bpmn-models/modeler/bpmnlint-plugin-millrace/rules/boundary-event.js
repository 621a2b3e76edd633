'use strict';

module.exports = require('../lib/rule').rule('boundary-event');
