'use strict';

const { vocabulary } = require('./catalogue');

/** A key; a variable that holds one is known only when the flow arrives. */
const VARIABLE = '${';

/** Steps whose handler is none of those that are installed; Millrace itself works some. */
function unknownHandlers({ steps }, handlers) {
  const provided = new Set([...handlers, ...vocabulary.handlers]);
  return [...steps.values()]
    .filter(({ handler }) => handler.trim() && !provided.has(handler))
    .map(({ element, handler }) => ({ element, detail: handler }));
}

/** Decisions that none of the installed decision points answers. */
function unknownDecisionPoints({ decisions, decisionElements }, points) {
  return [...decisions]
    .filter(([, point]) => !points.includes(point))
    .map(([id, point]) => ({ element: decisionElements.get(id), detail: point }));
}

/** Calls of value streams that are not installed; a stream may call itself. */
function unknownStreams({ process, steps }, streams) {
  return [...steps.values()]
    .filter(({ call }) => call && !call.startsWith(VARIABLE) && call !== process.id && !streams.includes(call))
    .map(({ element, call }) => ({ element, detail: call }));
}

/** What to look for, by the id of the check: the option that tells what is installed, and the check itself. */
const INSTALLATION_CHECKS = {
  'unknown-handler': { option: 'handlers', find: unknownHandlers },
  'unknown-decision-point': { option: 'decisionPoints', find: unknownDecisionPoints },
  'unknown-stream': { option: 'streams', find: unknownStreams }
};

module.exports = { INSTALLATION_CHECKS };
