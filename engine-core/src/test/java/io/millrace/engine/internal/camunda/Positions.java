// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.xml.type.ModelElementType;
import org.camunda.bpm.model.xml.type.attribute.Attribute;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Every place of BPMN and of the engine's extensions that takes a value: walked from the element
 * types of the engine's model library and from the schemas that it brings along, so that nothing is
 * forgotten that nobody thought of.
 */
final class Positions {
  private static final Map<String, String> PREFIXES =
      Map.of(
          "http://www.omg.org/spec/BPMN/20100524/MODEL", "bpmn:",
          "http://www.omg.org/spec/BPMN/20100524/DI", "bpmndi:",
          "http://www.omg.org/spec/DD/20100524/DC", "dc:",
          "http://www.omg.org/spec/DD/20100524/DI", "di:",
          "http://camunda.org/schema/1.0/bpmn", "camunda:");

  private static final String EXTENSIONS = "bpmn:extensionElements";

  /** The elements whose extensions are walked. */
  private static final List<String> HOSTS =
      List.of(
          "process",
          "userTask",
          "serviceTask",
          "businessRuleTask",
          "callActivity",
          "startEvent",
          "endEvent",
          "boundaryEvent",
          "sequenceFlow",
          "subProcess",
          "exclusiveGateway");

  private static final List<String> ANYTHING =
      List.of("camunda:script", "camunda:list", "camunda:map");

  private final Map<String, ModelElementType> types = new LinkedHashMap<>();
  private final Map<String, List<String>> shortest = new LinkedHashMap<>();
  private final Set<Position> found = new LinkedHashSet<>();

  private Positions() {
    for (ModelElementType type : Bpmn.createEmptyModel().getModel().getTypes()) {
      if (!type.isAbstract() && PREFIXES.containsKey(String.valueOf(type.getTypeNamespace()))) {
        types.put(name(type), type);
      }
    }
  }

  /** All of them, in the same order each time. */
  static List<Position> all() {
    Positions positions = new Positions();
    positions.walkTypes();
    positions.walkExtensions();
    positions.walkSchemas();
    positions.addDisguises();
    return List.copyOf(positions.found);
  }

  /** Every element below every element that may hold it, by the shortest way to that one. */
  private void walkTypes() {
    shortest.put("bpmn:process", List.of("bpmn:process")); // what stands there is run
    shortest.put("bpmn:definitions", List.of());
    Deque<String> open = new ArrayDeque<>(shortest.keySet());
    while (!open.isEmpty()) {
      String parent = open.poll();
      for (String child : children(type(parent))) {
        List<String> path = new ArrayList<>(wayTo(parent));
        path.add(child);
        if (shortest.putIfAbsent(child, path) == null) {
          open.add(child);
        }
        addAll(path);
      }
    }
  }

  private ModelElementType type(String name) {
    return Objects.requireNonNull(types.get(name), name);
  }

  private List<String> wayTo(String name) {
    return Objects.requireNonNull(shortest.get(name), name);
  }

  private void walkExtensions() {
    for (String host : HOSTS) {
      List<String> start = new ArrayList<>(wayTo("bpmn:" + host));
      start.add(EXTENSIONS);
      for (String extension : types.keySet()) {
        if (extension.startsWith("camunda:")) {
          walkExtension(start, extension);
        }
      }
    }
  }

  private void walkExtension(List<String> above, String extension) {
    List<String> path = new ArrayList<>(above);
    path.add(extension);
    addAll(path);
    if (path.size() < 6) {
      Collection<String> children = children(type(extension));
      if (extension.endsWith("putParameter") || extension.equals("camunda:entry")) {
        children.addAll(ANYTHING); // the library leaves open what these hold
      }
      for (String child : children) {
        if (!path.contains(child)) {
          walkExtension(path, child);
        }
      }
    }
  }

  /**
   * Elements of the schema that the library does not know, below the process and the definitions.
   */
  private void walkSchemas() {
    for (String file : List.of("Semantic.xsd", "BPMN20.xsd", "BPMNDI.xsd", "DI.xsd", "DC.xsd")) {
      Element schema = schema(file);
      String prefix = PREFIXES.get(schema.getAttribute("targetNamespace"));
      NodeList elements = schema.getElementsByTagNameNS("*", "element");
      for (int i = 0; i < elements.getLength(); i++) {
        Element element = (Element) elements.item(i);
        String name = prefix + element.getAttribute("name");
        if (!name.equals(prefix) && !types.containsKey(name)) {
          Set<String> attributes = new TreeSet<>(Set.of(""));
          attributes(schema, element.getAttribute("type"), attributes);
          for (List<String> path : List.of(List.of(name), List.of("bpmn:process", name))) {
            attributes.forEach(attribute -> found.add(new Position(path, attribute)));
          }
        }
      }
    }
  }

  /** The attributes that a type of the schema declares, and those of the types that it extends. */
  private static void attributes(Element schema, String type, Set<String> into) {
    NodeList types = schema.getElementsByTagNameNS("*", "complexType");
    for (int i = 0; i < types.getLength(); i++) {
      Element declared = (Element) types.item(i);
      if (!type.isEmpty() && declared.getAttribute("name").equals(local(type))) {
        NodeList attributes = declared.getElementsByTagNameNS("*", "attribute");
        for (int j = 0; j < attributes.getLength(); j++) {
          into.add(((Element) attributes.item(j)).getAttribute("name"));
        }
        NodeList extended = declared.getElementsByTagNameNS("*", "extension");
        for (int j = 0; j < extended.getLength(); j++) {
          attributes(schema, ((Element) extended.item(j)).getAttribute("base"), into);
        }
      }
    }
  }

  private static String local(String qualified) {
    return qualified.substring(qualified.indexOf(':') + 1);
  }

  /** The same under other prefixes, in the older namespace, and in ones that are nobody's. */
  private void addDisguises() {
    for (Position position : List.copyOf(found)) {
      if (position.attribute().startsWith("camunda:")) {
        String local = position.attribute().substring("camunda:".length());
        for (String prefix : List.of("other:", "activiti:")) {
          found.add(new Position(position.path(), prefix + local));
        }
      } else if (position.element().startsWith("camunda:")) {
        for (String prefix : List.of("other:", "activiti:", "vendor:")) {
          found.add(disguised(position, prefix));
        }
      }
    }
    for (String host : HOSTS) {
      for (String name : List.of("xi:include", "vendor:connector", "vendor:scriptTask")) {
        List<String> path = new ArrayList<>(wayTo("bpmn:" + host));
        path.addAll(List.of(EXTENSIONS, name));
        found.add(new Position(path, ""));
        found.add(new Position(path, "href"));
      }
      for (String name : List.of("xsi:type", "xsi:schemaLocation", "xml:base", "vendor:class")) {
        found.add(new Position(wayTo("bpmn:" + host), name));
      }
    }
  }

  private static Position disguised(Position position, String prefix) {
    return new Position(
        position.path().stream().map(name -> name.replace("camunda:", prefix)).toList(),
        position.attribute());
  }

  private void addAll(List<String> path) {
    found.add(new Position(path, ""));
    for (ModelElementType type = types.get(path.get(path.size() - 1));
        type != null;
        type = type.getBaseType()) {
      for (Attribute<?> attribute : type.getAttributes()) {
        String namespace = attribute.getNamespaceUri();
        String prefix = namespace == null ? "" : PREFIXES.getOrDefault(namespace, "");
        boolean own = prefix.isEmpty() || path.get(path.size() - 1).startsWith(prefix);
        found.add(new Position(path, (own ? "" : prefix) + attribute.getAttributeName()));
      }
    }
  }

  private Collection<String> children(ModelElementType type) {
    Set<String> children = new TreeSet<>();
    for (ModelElementType child : type.getAllChildElementTypes()) {
      Set<ModelElementType> concrete = new LinkedHashSet<>(child.getAllExtendingTypes());
      concrete.add(child);
      concrete.stream().map(Positions::name).filter(types::containsKey).forEach(children::add);
    }
    return children;
  }

  private static String name(ModelElementType type) {
    return PREFIXES.getOrDefault(String.valueOf(type.getTypeNamespace()), "") + type.getTypeName();
  }

  private static Element schema(String file) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    try (InputStream in = Bpmn.class.getResourceAsStream("schema/" + file)) {
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("The model library has no schema " + file + ".", e);
    }
  }
}
