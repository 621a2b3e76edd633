'use strict';

const DAY = 86_400;
const HOUR = 3_600;
const MINUTE = 60;

/** Days, hours, minutes and seconds, each with a sign of its own; months and years have no fixed length. */
const DURATION =
  /^([-+]?)P(?=[-+\dT])(?:([-+]?\d+)D)?(?:T(?=[-+\d])(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+(?:[.,]\d{0,9})?)S)?)?$/i;

/** The camunda:properties of one element. A field that was left empty counts as absent. */
class Properties {
  constructor(element) {
    this.entries = element
      .childrenNamed('bpmn:extensionElements')
      .flatMap((extensions) => extensions.childrenNamed('camunda:properties'))
      .flatMap((properties) => properties.childrenNamed('camunda:property'))
      .map((property) => [property.attribute('name').trim(), property.attribute('value').trim()]);
    this.values = new Map(this.entries);
  }

  /** The names in the order of the file, repeated ones included. */
  get names() {
    return this.entries.map(([name]) => name);
  }

  has(name) {
    return this.text(name) !== '';
  }

  text(name) {
    return this.values.get(name) || '';
  }

  /** The parts between semicolons. */
  list(name) {
    return split(this.text(name), ';');
  }

  /** The parts between commas. */
  nameList(name) {
    return split(this.text(name), ',');
  }
}

function split(text, separator) {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Whether the text is a duration longer than nothing. */
function isPositiveDuration(text) {
  const parts = DURATION.exec(text);
  if (!parts) {
    return false;
  }
  const [days, hours, minutes, seconds] = parts.slice(2).map((part) => Number((part || '0').replace(',', '.')));
  const total = days * DAY + hours * HOUR + minutes * MINUTE + seconds;
  return (parts[1] === '-' ? -total : total) > 0;
}

module.exports = { Properties, isPositiveDuration };
