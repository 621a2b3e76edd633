import { Parser } from 'saxen';

const NAMESPACE = 'xmlns';
const XSI_TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type';
const PLANE = '{http://www.omg.org/spec/BPMN/20100524/DI}BPMNPlane';
const DRAWING = ['{http://www.omg.org/spec/DD/20100524/DC}', '{http://www.omg.org/spec/DD/20100524/DI}'];

/**
 * What differs in meaning between two XML files, as sentences; none if they say the same. Prefixes,
 * the order of attributes, indentation, comments and the spelling of characters and numbers mean
 * nothing; nor does the order of the shapes on a plane, for what is attached is drawn above what it
 * is attached to anyway. Everything else does, the order of other elements included.
 */
export function differences(before, after) {
  const found = [];
  compare(tree(before), tree(after), '', found);
  return found;
}

/** The element tree of an XML file; names are written {namespace}local. */
export function tree(xml) {
  const root = { name: '', attributes: {}, children: [], text: '', scope: {} };
  const open = [root];
  const parser = new Parser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('warn', (error) => {
    throw error;
  });
  parser.on('openTag', (name, getAttributes, decode) => {
    const parent = open[open.length - 1];
    const raw = {};
    for (const [key, value] of Object.entries(getAttributes())) {
      raw[key] = decode(value);
    }
    const element = elementOf(name, raw, parent.scope);
    parent.children.push(element);
    open.push(element);
  });
  parser.on('closeTag', () => open.pop());
  parser.on('text', (text, decode) => (open[open.length - 1].text += decode(text)));
  parser.on('cdata', (text) => (open[open.length - 1].text += text));
  parser.parse(xml);
  return root.children[0];
}

function elementOf(name, raw, outer) {
  const scope = { ...outer };
  for (const [key, value] of Object.entries(raw)) {
    if (key === NAMESPACE) {
      scope[''] = value;
    } else if (key.startsWith(`${NAMESPACE}:`)) {
      scope[key.slice(NAMESPACE.length + 1)] = value;
    }
  }
  const attributes = {};
  for (const [key, value] of Object.entries(raw)) {
    if (key !== NAMESPACE && !key.startsWith(`${NAMESPACE}:`)) {
      const qualified = key.includes(':') ? resolve(key, scope) : key;
      attributes[qualified] = qualified === XSI_TYPE ? resolve(value, scope) : value;
    }
  }
  return { name: resolve(name, scope), attributes, children: [], text: '', scope };
}

function resolve(name, scope) {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  return `{${scope[prefix] ?? prefix}}${name.slice(colon + 1)}`;
}

function compare(before, after, outer, found) {
  const path = `${outer}/${local(before)}`;
  if (before.name !== after.name || id(before) !== id(after)) {
    found.push(`${path}: became ${local(after)}.`);
    return;
  }
  compareAttributes(before, after, path, found);
  if (before.text.trim() !== after.text.trim()) {
    found.push(`${path}: the text '${before.text.trim()}' became '${after.text.trim()}'.`);
  }
  compareChildren(before, after, path, found);
}

function compareAttributes(before, after, path, found) {
  for (const name of new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])) {
    const [was, is] = [before.attributes[name], after.attributes[name]];
    if (was !== is && !(isDrawing(before) && Number(was) === Number(is))) {
      found.push(`${path}: the attribute ${name} was ${say(was)} and became ${say(is)}.`);
    }
  }
}

function compareChildren(before, after, path, found) {
  const [was, is] = before.name === PLANE ? [inOrder(before), inOrder(after)] : [before.children, after.children];
  if (was.length !== is.length) {
    const missing = was.filter((one) => !is.some((other) => local(other) === local(one))).map(local);
    const added = is.filter((one) => !was.some((other) => local(other) === local(one))).map(local);
    found.push(
      `${path}: ${was.length} elements became ${is.length}; gone: ${missing.join(', ') || 'none'}; new: ${added.join(', ') || 'none'}.`
    );
    return;
  }
  was.forEach((child, index) => compare(child, is[index], path, found));
}

function inOrder({ children }) {
  return [...children].sort((a, b) => (local(a) < local(b) ? -1 : 1));
}

function say(value) {
  return value === undefined ? 'absent' : `'${value}'`;
}

function isDrawing(element) {
  return DRAWING.some((namespace) => element.name.startsWith(namespace));
}

function id(element) {
  return element.attributes.id ?? '';
}

function local(element) {
  const name = element.name.slice(element.name.indexOf('}') + 1);
  return id(element) ? `${name}[${id(element)}]` : name;
}
