/**
 * What hinders a reader of a drawn diagram, as sentences: texts that lie on icons, on shapes, on
 * lines or on one another, texts that do not fit, lines that run through shapes. Measured on the
 * texts as they are drawn.
 */
export function faults(modeler) {
  const registry = modeler.get('elementRegistry');
  const all = registry.getAll().filter((element) => element.parent);
  const drawn = {
    shapes: all.filter((element) => !element.waypoints && element.type !== 'label' && !element.labelTarget),
    lines: all.filter((element) => element.waypoints),
    texts: all.flatMap((element) => textsOf(element, registry))
  };
  return [
    ...drawn.texts.flatMap((text) => inside(text)),
    ...drawn.texts.flatMap((text) => onShapes(text, drawn.shapes)),
    ...drawn.texts.flatMap((text) => onLines(text, drawn.lines)),
    ...onOneAnother(drawn.texts),
    ...throughShapes(drawn)
  ];
}

/** Lines that cross, as pairs of ids; where lines meet and go on together, they do not cross. */
export function crossings(modeler) {
  const lines = modeler.get('elementRegistry').filter((element) => element.waypoints);
  const found = [];
  lines.forEach((first, index) => {
    lines.slice(index + 1).forEach((second) => {
      if (segments(first).some((a) => segments(second).some((b) => cross(a, b)))) {
        found.push(`${first.id} crosses ${second.id}`);
      }
    });
  });
  return found;
}

/** Letters without strokes above or below the line leave so much of a line's height free, in pixels. */
const ABOVE = 3;
const BELOW = 1;

function textsOf(element, registry) {
  const graphics = registry.getGraphics(element);
  return [...graphics.querySelectorAll(':scope > .djs-visual > text')].map((text) => ({
    element,
    owner: element.labelTarget ?? element,
    text: [...text.querySelectorAll('tspan')].map((line) => line.textContent.trim()).join(' '),
    boxes: [...text.querySelectorAll('tspan')]
      .filter((line) => line.textContent.trim())
      .map((line) => inked(toDiagram(line.getBBox(), element))),
    icons: iconsOf(graphics, element)
  }));
}

function inked({ x, y, width, height }) {
  return { x, y: y + ABOVE, width, height: height - ABOVE - BELOW };
}

/** The icon of a task and the markers of a call or of several instances. */
function iconsOf(graphics, element) {
  if (element.waypoints || element.labelTarget || !element.businessObject.$instanceOf('bpmn:Activity')) {
    return [];
  }
  const visual = graphics.querySelector(':scope > .djs-visual');
  const [border, ...markers] = visual.querySelectorAll('rect');
  const origin = border.getBoundingClientRect();
  return [...markers, ...visual.querySelectorAll('path')].map((icon) => {
    const { x, y, width, height } = icon.getBoundingClientRect();
    return { x: x - origin.x + element.x, y: y - origin.y + element.y, width, height };
  });
}

function toDiagram(box, { x, y }) {
  return { x: box.x + x, y: box.y + y, width: box.width, height: box.height };
}

/** A text inside its own shape has to fit and to leave the icons free. */
function inside({ element, text, boxes, icons }) {
  if (element.waypoints || element.labelTarget) {
    return [];
  }
  const found = [];
  if (boxes.some((box) => !contains(element, box))) {
    found.push(`The text '${text}' does not fit into ${element.id}.`);
  }
  if (boxes.some((box) => icons.some((icon) => overlap(box, icon)))) {
    found.push(`The text '${text}' lies on an icon of ${element.id}.`);
  }
  return [...found, ...attached(element, text, boxes)];
}

function attached(element, text, boxes) {
  return element.attachers
    .filter((event) => boxes.some((box) => overlap(box, event)))
    .map((event) => `The text '${text}' lies under ${event.id}.`);
}

function onShapes({ element, owner, text, boxes }, shapes) {
  return shapes
    .filter((shape) => shape !== element && !isAround(shape, owner) && !(owner === shape && !element.labelTarget))
    .filter((shape) => !(element === owner && shape.host === element))
    .filter((shape) => boxes.some((box) => overlap(box, shape)))
    .map((shape) => `The text '${text}' lies on ${shape.id}.`);
}

function isAround(shape, element) {
  for (let outer = element.parent; outer; outer = outer.parent) {
    if (outer === shape) {
      return true;
    }
  }
  return false;
}

function onLines({ element, text, boxes }, lines) {
  return lines
    .filter((line) => boxes.some((box) => segments(line).some((segment) => touches(box, segment))))
    .map((line) => `The text '${text}' of ${element.id} lies on the line ${line.id}.`);
}

function onOneAnother(texts) {
  return texts.flatMap((first, index) =>
    texts
      .slice(index + 1)
      .filter((second) => first.boxes.some((a) => second.boxes.some((b) => overlap(a, b))))
      .map((second) => `The texts '${first.text}' and '${second.text}' lie on one another.`)
  );
}

function throughShapes({ shapes, lines }) {
  return lines.flatMap((line) =>
    shapes
      .filter((shape) => shape !== line.source && shape !== line.target && !isAround(shape, line))
      .filter((shape) => segments(line).some((segment) => touches(shape, segment)))
      .map((shape) => `The line ${line.id} runs through ${shape.id}.`)
  );
}

/** Rounding moves drawn texts by less. */
const SLACK = 1;

function overlap(a, b) {
  return (
    a.x + SLACK < b.x + b.width &&
    b.x + SLACK < a.x + a.width &&
    a.y + SLACK < b.y + b.height &&
    b.y + SLACK < a.y + a.height
  );
}

function contains(outer, box) {
  return (
    box.x >= outer.x - SLACK &&
    box.y >= outer.y - SLACK &&
    box.x + box.width <= outer.x + outer.width + SLACK &&
    box.y + box.height <= outer.y + outer.height + SLACK
  );
}

function segments({ waypoints }) {
  return waypoints.slice(1).map((to, index) => ({ from: waypoints[index], to }));
}

/** Lines run along the axes, or are taken for the box around them. */
function touches(box, { from, to }) {
  return overlap(box, {
    x: Math.min(from.x, to.x) - SLACK,
    y: Math.min(from.y, to.y) - SLACK,
    width: Math.abs(from.x - to.x) + 2 * SLACK,
    height: Math.abs(from.y - to.y) + 2 * SLACK
  });
}

function cross(a, b) {
  const across = isAcross(a);
  if (across === isAcross(b)) {
    return false;
  }
  const [horizontal, vertical] = across ? [a, b] : [b, a];
  return between(vertical.from.x, horizontal.from.x, horizontal.to.x) && between(horizontal.from.y, vertical.from.y, vertical.to.y);
}

function isAcross({ from, to }) {
  return Math.abs(from.y - to.y) < Math.abs(from.x - to.x);
}

function between(value, one, other) {
  return value > Math.min(one, other) + SLACK && value < Math.max(one, other) - SLACK;
}
