package io.millrace.bpmn.internal;

import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
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

  /** No model that a person draws nests deeper. */
  private static final int MAX_DEPTH = 64;

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
  static XmlElement read(InputStream in) throws Refusal {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    try {
      return new XmlFile(factory.createXMLStreamReader(in)).tree();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      throw new Refusal(
          line,
          "Expected well-formed XML, but the parser stopped.",
          "open the file in a BPMN editor and save it again");
    }
  }

  private XmlElement tree() throws XMLStreamException, Refusal {
    @Nullable XmlElement root = null;
    @Nullable XmlElement current = null;
    int depth = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw new Refusal(
            line(),
            "Expected no document type, but there is a DOCTYPE.",
            "remove the DOCTYPE; BPMN needs none");
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        if (++depth > MAX_DEPTH) {
          throw new Refusal(
              line(),
              "Expected elements nested at most " + MAX_DEPTH + " deep, but there are deeper ones.",
              "flatten the model");
        }
        XmlElement element = element(current);
        if (current == null) {
          root = element;
        } else {
          current.children.add(element);
        }
        current = element;
      } else if (event == XMLStreamConstants.END_ELEMENT && current != null) {
        depth--;
        current = current.parent;
      } else if (reader.hasText() && isText(event) && current != null) {
        current.text.append(reader.getText());
      }
    }
    if (root == null) {
      throw new XMLStreamException("no root element", reader.getLocation());
    }
    return root;
  }

  private static boolean isText(int event) {
    return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
  }

  private XmlElement element(@Nullable XmlElement parent) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(
          qualified(reader.getAttributeNamespace(i), reader.getAttributeLocalName(i)),
          reader.getAttributeValue(i));
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
