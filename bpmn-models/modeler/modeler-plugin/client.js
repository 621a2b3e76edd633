'use strict';

const StaticResolver = require('bpmnlint/lib/resolver/static-resolver');
const { registerClientPlugin } = require('camunda-modeler-plugin-helpers');
const { configs } = require('../bpmnlint-plugin-millrace');
const { rule } = require('../bpmnlint-plugin-millrace/lib/rule');

const PACKAGE = 'bpmnlint-plugin-millrace';
const recommended = Object.entries(configs.recommended.rules);

/** The rules for diagrams of Camunda 7. */
registerClientPlugin(
  {
    config: { rules: Object.fromEntries(recommended.map(([id, category]) => [`millrace/${id}`, category])) },
    resolver: new StaticResolver(
      Object.fromEntries(recommended.map(([id]) => [`rule:${PACKAGE}/${id}`, rule(id)]))
    )
  },
  'lintRules.bpmn'
);
