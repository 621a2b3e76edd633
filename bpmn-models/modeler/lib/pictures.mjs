import { createHash } from 'node:crypto';

/** The digest that ties a picture to its model; line ends do not count. */
export function digest(xml) {
  return createHash('sha256').update(xml.replaceAll('\r\n', '\n')).digest('hex');
}

/**
 * A picture as it is kept: made from the same model in another browser it differs only in the
 * widths of letters, because the names that bpmn-js draws by lot are numbered instead.
 */
export function keep(svg, xml) {
  const names = new Map();
  const steady = svg.replace(/marker-[a-z0-9]{20,}/g, (name) => {
    if (!names.has(name)) {
      names.set(name, `marker-${names.size + 1}`);
    }
    return names.get(name);
  });
  return steady.replace('<svg ', `<!-- the model's SHA-256: ${digest(xml)} -->\n<svg `) + '\n';
}

/** The digest of the model that a kept picture was made from; empty if it does not say. */
export function digestOf(picture) {
  return /<!-- the model's SHA-256: ([0-9a-f]{64}) -->/.exec(picture)?.[1] ?? '';
}

/** The page that shows all pictures. */
export function gallery(models) {
  const head = [
    '# Shipped value streams',
    '',
    'Each picture is drawn from the layout of the model itself. Rendered with [bpmn-js](https://bpmn.io/); open the',
    'source in Camunda Modeler to see the step metadata.'
  ];
  const entries = models.flatMap(({ key, path, xml }) => {
    const name = /<bpmn:process [^>]*\bname="([^"]+)"/.exec(xml)?.[1] ?? key;
    return ['', `## ${name}`, '', `![${name}](${key}.png)`, '', `\`${key}\`: [source](../../${path}), [SVG](${key}.svg)`];
  });
  return [...head, ...entries].join('\n') + '\n';
}
