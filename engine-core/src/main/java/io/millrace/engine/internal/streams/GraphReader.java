// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.bpmn.StreamModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads the graph of a model that has been checked. Not thread-safe. */
public final class GraphReader {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final Pattern COMPARED = Pattern.compile("([A-Za-z]\\w*)\\s*[=!]=");
  private static final Set<String> EVENTS =
      Set.of("startEvent", "endEvent", "intermediateCatchEvent", "boundaryEvent");
  private static final Set<String> OTHERS =
      Set.of(
          "intermediateThrowEvent",
          "task",
          "manualTask",
          "userTask",
          "serviceTask",
          "businessRuleTask",
          "receiveTask",
          "callActivity",
          "subProcess",
          "exclusiveGateway",
          "parallelGateway",
          "inclusiveGateway",
          "eventBasedGateway");

  private final List<StreamGraph.Node> nodes = new ArrayList<>();
  private final List<StreamGraph.Flow> flows = new ArrayList<>();

  private GraphReader() {}

  /** Reads the graph of a model. */
  public static StreamGraph read(StreamModel model) {
    try (InputStream in = model.open()) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
      GraphReader reader = new GraphReader();
      for (Element process : children(root, "process")) {
        if (process.getAttribute("isExecutable").equals("true")) {
          reader.readScope(process, null);
        }
      }
      return new StreamGraph(reader.nodes, reader.flows);
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("The checked model " + model + " cannot be read.", e);
    }
  }

  private void readScope(Element scope, @Nullable String parent) {
    for (Element element : children(scope, null)) {
      String type = String.valueOf(element.getLocalName());
      if (type.equals("sequenceFlow")) {
        readFlow(element);
      } else if (EVENTS.contains(type) || OTHERS.contains(type)) {
        nodes.add(node(element, type, parent));
        if (type.equals("subProcess")) {
          readScope(element, element.getAttribute("id"));
        }
      }
    }
  }

  private static StreamGraph.Node node(Element element, String type, @Nullable String parent) {
    String host = element.getAttribute("attachedToRef");
    String event = "";
    String detail = element.getAttribute("calledElement");
    for (Element child : children(element, null)) {
      String name = String.valueOf(child.getLocalName());
      if (name.endsWith("EventDefinition")) {
        event = name.substring(0, name.length() - "EventDefinition".length());
        detail =
            child.getAttribute(event + "Ref") + child.getAttribute("name") + text(child).strip();
      }
    }
    if (type.equals("serviceTask")) {
      detail = element.getAttributeNS(CAMUNDA, "topic");
    }
    return new StreamGraph.Node(
        element.getAttribute("id"),
        element.getAttribute("name"),
        type,
        parent,
        host.isEmpty() ? null : host,
        !element.getAttribute("cancelActivity").equals("false"),
        event,
        detail,
        !children(element, "multiInstanceLoopCharacteristics").isEmpty(),
        element.getAttributeNS(CAMUNDA, "asyncBefore").equals("true")
            || element.getAttributeNS(CAMUNDA, "asyncAfter").equals("true"));
  }

  private void readFlow(Element element) {
    Set<String> variables = new LinkedHashSet<>();
    for (Element condition : children(element, "conditionExpression")) {
      Matcher matcher = COMPARED.matcher(text(condition).replaceAll("'[^']*'", "''"));
      while (matcher.find()) {
        variables.add(matcher.group(1));
      }
    }
    flows.add(
        new StreamGraph.Flow(
            element.getAttribute("id"),
            element.getAttribute("sourceRef"),
            element.getAttribute("targetRef"),
            Set.copyOf(variables)));
  }

  private static String text(Element element) {
    String text = element.getTextContent();
    return text == null ? "" : text;
  }

  private static List<Element> children(Element parent, @Nullable String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && BPMN.equals(element.getNamespaceURI())
          && (name == null || name.equals(element.getLocalName()))) {
        children.add(element);
      }
    }
    return children;
  }
}
