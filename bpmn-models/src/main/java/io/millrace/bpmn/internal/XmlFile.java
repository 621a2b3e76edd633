// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML into a tree, with the parser of the JDK. Refuses document types, and with them every
 * entity.
 */
final class XmlFile {
  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

  private static final Map<String, String> PREFIXES =
      Map.of(
          BPMN,
          "bpmn:",
          CAMUNDA,
          "camunda:",
          "http://www.omg.org/spec/BPMN/20100524/DI",
          "bpmndi:",
          "http://www.omg.org/spec/DD/20100524/DC",
          "dc:",
          "http://www.omg.org/spec/DD/20100524/DI",
          "di:",
          "http://camunda.org/schema/modeler/1.0",
          "modeler:",
          "http://bpmn.io/schema/bpmn/biocolor/1.0",
          "bioc:",
          "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
          "color:",
          XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI,
          "xsi:");

  private final XMLStreamReader reader;
  private final Map<String, String> names = new HashMap<>();

  private XmlFile(XMLStreamReader reader) {
    this.reader = reader;
  }

  /**
   * @return the root element
   * @throws Refusal if it is not well-formed or not acceptable
   */
  static XmlElement read(byte[] content) throws Refusal {
    try {
      XMLStreamReader reader =
          XmlLimits.factory().createXMLStreamReader(new ByteArrayInputStream(content));
      XmlLimits.checkProlog(reader);
      XmlLimits.checkNamespaces(content);
      return new XmlFile(reader).tree();
    } catch (XMLStreamException e) {
      throw XmlLimits.refusal(e);
    }
  }

  private XmlElement tree() throws XMLStreamException, Refusal {
    @Nullable XmlElement root = null;
    @Nullable XmlElement current = null;
    int count = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw new Refusal(
            line(),
            "Expected no document type, but there is a DOCTYPE.",
            "remove the DOCTYPE; BPMN needs none");
      } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new XMLStreamException("an entity that nothing declares", reader.getLocation());
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        if (++count > XmlLimits.ELEMENTS) {
          throw XmlLimits.tooMany(line());
        }
        XmlElement element = element(current);
        if (current == null) {
          root = element;
        } else {
          current.children.add(element);
        }
        current = element;
      } else if (event == XMLStreamConstants.END_ELEMENT && current != null) {
        current = current.parent;
      } else if (isText(event) && current != null) {
        addText(current);
      }
    }
    if (root == null) {
      throw new XMLStreamException("no root element", reader.getLocation());
    }
    return root;
  }

  private void addText(XmlElement element) throws Refusal {
    if (element.text.length() + reader.getTextLength() > XmlLimits.TEXT) {
      throw XmlLimits.tooLong(line());
    }
    element.text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
  }

  private static boolean isText(int event) {
    return event == XMLStreamConstants.CHARACTERS
        || event == XMLStreamConstants.CDATA
        || event == XMLStreamConstants.SPACE;
  }

  private XmlElement element(@Nullable XmlElement parent) throws Refusal {
    if (reader.getAttributeCount() + reader.getNamespaceCount() > XmlLimits.ATTRIBUTES) {
      throw XmlLimits.tooWide(line());
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String value = reader.getAttributeValue(i);
      if (value.length() > XmlLimits.TEXT) {
        throw XmlLimits.tooLong(line());
      }
      attributes.put(
          qualified(reader.getAttributeNamespace(i), reader.getAttributeLocalName(i)), value);
    }
    String name = qualified(reader.getNamespaceURI(), reader.getLocalName());
    return new XmlElement(name, attributes, parent, line());
  }

  /** The name with our own prefix; an unknown namespace is spelt out, so that it is refused. */
  private String qualified(@Nullable String namespace, String local) {
    if (namespace == null || namespace.isEmpty()) {
      return local;
    }
    String prefix = PREFIXES.getOrDefault(namespace, "{" + namespace + "}");
    return names.computeIfAbsent(prefix + local, name -> name);
  }

  private int line() {
    return reader.getLocation().getLineNumber();
  }

  /** The file is no acceptable XML. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    final int line;
    final String problem;
    final String advice;

    Refusal(int line, String problem, String advice) {
      super(problem);
      this.line = line;
      this.problem = problem;
      this.advice = advice;
    }
  }
}
