'use strict';

module.exports = {
  name: 'Millrace: checks of value streams',
  script: './client.js'
};
