'use strict';

const NONE = '';

/**
 * One element of a model as the BPMN file says it: named bpmn:userTask or camunda:property, with
 * attributes as texts, references as ids, and children in the order of the file.
 */
class Element {
  constructor(moddle, name, parent) {
    this.moddle = moddle;
    this.name = name;
    this.parent = parent;
    this.children = childrenOf(moddle).map(([child, childName]) => new Element(child, childName, this));
  }

  /** The id, or an empty text. */
  get id() {
    return this.moddle.id || NONE;
  }

  /** The text inside the element, without the space around it. */
  get text() {
    const { bodyProperty } = this.moddle.$descriptor;
    return String((bodyProperty && this.moddle.get(bodyProperty.name)) || NONE).trim();
  }

  is(...names) {
    return names.includes(this.name);
  }

  /** The text of an attribute, as the file or else the schema of BPMN gives it. */
  attribute(name, otherwise = NONE) {
    const value = this.moddle.get(name);
    if (value === undefined || value === null) {
      return otherwise;
    }
    return typeof value === 'object' ? value.id || otherwise : String(value);
  }

  childrenNamed(...names) {
    return this.children.filter((child) => child.is(...names));
  }

  /** The definitions of an event: timer, message, error and so on. */
  get eventDefinitions() {
    return this.children.filter((child) => child.name.endsWith('EventDefinition'));
  }

  /** This element and everything below it, in the order of the file. */
  subtree() {
    return [this, ...this.children.flatMap((child) => child.subtree())];
  }

  /** The id of the element or of the nearest one around it that has one. */
  get nearestId() {
    for (let element = this; element; element = element.parent) {
      if (element.id) {
        return element.id;
      }
    }
    return NONE;
  }
}

function childrenOf(moddle) {
  const { properties } = moddle.$descriptor;
  if (!properties) {
    return (moddle.$children || []).map((child) => [child, child.$type]); // of somebody else's extension
  }
  return properties
    .filter((property) => !property.isAttr && !property.isBody && !property.isReference && !property.isVirtual)
    .flatMap((property) =>
      [moddle.get(property.name)]
        .flat()
        .filter((child) => child && child.$type)
        .map((child) => [child, nameOf(child, property)])
    );
}

/** Some elements are called after their place, such as conditionExpression, and not after their type. */
function nameOf(child, property) {
  const byPlace = property.xml && property.xml.serialize === 'xsi:type';
  const [prefix, local] = (byPlace ? property.ns.name : child.$type).split(':');
  return local ? `${prefix}:${local[0].toLowerCase()}${local.slice(1)}` : child.$type;
}

/** The elements of a model, from its definitions down. */
function elements(definitions) {
  return new Element(definitions, 'bpmn:definitions', null);
}

module.exports = { Element, elements };
