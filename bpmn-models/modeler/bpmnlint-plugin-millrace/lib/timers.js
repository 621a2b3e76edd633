'use strict';

const DURATION =
  'P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\\.[0-9]+)?S)?)?';
const DATE =
  '[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?';
/** Repetitions, or a cron expression of six or seven fields. */
const CYCLE = `R[0-9]*/(?:(?:${DATE})/)?${DURATION}(?:/(?:${DATE}))?|[0-9*/,?LW#A-Z-]+(?: +[0-9*/,?LW#A-Z-]+){5,6}`;

const FORMS = {
  'bpmn:timeDate': whole(DATE),
  'bpmn:timeDuration': whole(DURATION),
  'bpmn:timeCycle': whole(CYCLE)
};

const NAMES = Object.keys(FORMS);

function whole(pattern) {
  return new RegExp(`^(?:${pattern})$`);
}

/** Whether the engine can read the time; a variable is read when the flow arrives. */
function isReadable(time) {
  return time.text.startsWith('${') || (time.text.length <= 100 && FORMS[time.name].test(time.text));
}

module.exports = { NAMES, isReadable };
