// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.ModelProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Does to a foreign model what the messages ask for, as a process designer would: knows nothing but
 * the id of the check, the element, and the words of the message. In place, one document each.
 */
final class ModelEditor {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final Pattern ELEMENT =
      Pattern.compile("found <(?:bpmn:|\\{.*?}|camunda:)(\\w+)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?:found|expression in) (?:\\{.*?}|camunda:|xsi:)?(\\w+)(?:=|,)");
  private static final Set<String> TASKS =
      Set.of(
          "task",
          "manualTask",
          "userTask",
          "sendTask",
          "receiveTask",
          "scriptTask",
          "serviceTask",
          "businessRuleTask",
          "callActivity");

  private final Document document;
  private int steps;

  ModelEditor(byte[] model) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    try {
      document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(model));
    } catch (Exception e) {
      throw new IllegalStateException("The data holds well-formed models.", e);
    }
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(bytes));
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** Plain tasks would be on nobody's worklist: they become steps. */
  void turnTasksIntoSteps() {
    for (Element task : all(element -> TASKS.contains(element.getLocalName()))) {
      toStep(task);
    }
  }

  /** Follows one message; whether it knew how. */
  boolean follow(ModelProblem problem) {
    Element element = find(problem.element());
    return switch (problem.check()) {
      case "executable-process" -> chooseProcess();
      case "unknown-element" -> dropOrReplace(element, name(ELEMENT, problem));
      case "unknown-attribute", "expression" -> dropAttribute(element, problem);
      case "task-without-step", "delegate", "task-type", "decision-delegate", "decision-point" ->
          element != null && toStep(element);
      case "step-id" -> element != null && rename(element, "step" + ++steps);
      case "missing-default",
          "missing-condition",
          "invalid-condition",
          "unset-variable",
          "unknown-result-step",
          "undeclared-result" ->
          element != null && decide(gatewayOf(element));
      case "condition-on-default" -> element != null && dropConditions(element);
      case "start-trigger", "subprocess-start" -> element != null && plainStart(element);
      case "event-trigger", "message-throw", "never-triggered", "invalid-timer" ->
          element != null && plainEvent(element);
      case "several-plain-starts" -> element != null && keepOneStart(element);
      case "missing-start" -> element != null && addStart(element);
      case "dangling-flow", "misdirected-flow" -> element != null && remove(element);
      default -> false;
    };
  }

  /** The process with the most in it becomes the value stream; the other pools go. */
  private boolean chooseProcess() {
    Element largest = null;
    for (Element process : all(e -> e.getLocalName().equals("process"))) {
      if (largest == null || size(process) > size(largest)) {
        largest = process;
      }
    }
    for (Element process : all(e -> e.getLocalName().equals("process"))) {
      if (process == largest) {
        process.setAttribute("isExecutable", "true");
      } else {
        remove(process);
      }
    }
    all(e -> Set.of("collaboration", "BPMNDiagram").contains(e.getLocalName()))
        .forEach(ModelEditor::remove);
    return largest != null;
  }

  private static int size(Element element) {
    return element.getElementsByTagNameNS(BPMN, "*").getLength();
  }

  private boolean dropOrReplace(@Nullable Element near, @Nullable String name) {
    boolean done = false;
    for (Element found : all(e -> e.getLocalName().equals(name))) {
      if (near == null || near == found || isIn(found, near)) {
        done |= TASKS.contains(name) ? toStep(found) : dropPart(found);
      }
    }
    return done;
  }

  private boolean dropPart(Element part) {
    Element holder = (Element) part.getParentNode();
    boolean isTrigger = part.getLocalName().endsWith("EventDefinition");
    remove(part);
    if (isTrigger && holder.getLocalName().equals("boundaryEvent")) {
      removeNode(holder);
    } else if (isTrigger && holder.getLocalName().equals("intermediateCatchEvent")) {
      plainEvent(holder);
    }
    return true;
  }

  private boolean dropAttribute(@Nullable Element near, ModelProblem problem) {
    String name = name(ATTRIBUTE, problem);
    boolean done = false;
    for (Element element : all(e -> near == null || e == near || isIn(e, near))) {
      NamedNodeMap attributes = element.getAttributes();
      for (int i = attributes.getLength() - 1; i >= 0; i--) {
        Attr attribute = (Attr) attributes.item(i);
        String local = attribute.getName().replaceFirst(".*:", "");
        boolean isForeign = attribute.getNamespaceURI() != null || local.equals(name);
        if (local.equals(name) && isForeign) {
          element.removeAttributeNode(attribute);
          done = true;
        }
      }
    }
    return done || dropOrReplace(near, name(Pattern.compile("<(?:bpmn:|\\{.*?})(\\w+)>"), problem));
  }

  private boolean toStep(Element element) {
    Element step = element;
    if (!element.getLocalName().equals("userTask")) {
      String prefix = element.getPrefix() == null ? "" : element.getPrefix() + ":";
      step = (Element) document.renameNode(element, BPMN, prefix + "userTask");
    }
    for (String attribute :
        List.of(
            "implementation",
            "operationRef",
            "messageRef",
            "instantiate",
            "calledElement",
            "scriptFormat")) {
      step.removeAttribute(attribute);
    }
    for (String attribute : List.of("class", "expression", "delegateExpression", "type", "topic")) {
      step.removeAttributeNS(CAMUNDA, attribute);
    }
    for (String child : List.of("script", "standardLoopCharacteristics")) {
      children(step, child).forEach(ModelEditor::remove);
    }
    if (property(step, "stepNumber") != null) {
      return false;
    }
    setProperty(
        step,
        "stepNumber",
        String.valueOf(all(e -> "stepNumber".equals(e.getAttribute("name"))).size() + 1));
    setProperty(step, "activity", "deliver and support");
    return true;
  }

  /** Gives the gateway a default, and lets the step before it say which way to go. */
  private boolean decide(Element gateway) {
    List<Element> flows = flows("sourceRef", gateway.getAttribute("id"));
    Element step = stepBefore(gateway.getAttribute("id"), new TreeSet<>());
    if (flows.size() < 2 || step == null) {
      return false;
    }
    Set<String> results = new TreeSet<>(List.of("other"));
    Element declared = property(step, "results");
    if (declared != null) {
      results.addAll(List.of(declared.getAttribute("value").split(", ")));
    }
    for (Element flow : flows) {
      dropConditions(flow);
      if (flow == flows.get(flows.size() - 1)) {
        gateway.setAttribute("default", flow.getAttribute("id"));
        continue;
      }
      String result = "way" + (results.size() + 1);
      results.add(result);
      String prefix = flow.getPrefix() == null ? "" : flow.getPrefix() + ":";
      Element condition = document.createElementNS(BPMN, prefix + "conditionExpression");
      condition.setTextContent("${" + step.getAttribute("id") + "_result == '" + result + "'}");
      flow.appendChild(condition);
    }
    setProperty(step, "results", String.join(", ", results));
    return true;
  }

  private @Nullable Element stepBefore(String node, Set<String> seen) {
    for (Element flow : flows("targetRef", node)) {
      String id = flow.getAttribute("sourceRef");
      Element source = find(id);
      if (source == null || !seen.add(id)) {
        continue;
      }
      if (property(source, "stepNumber") != null) {
        return source;
      }
      Element before = stepBefore(id, seen);
      if (before != null) {
        return before;
      }
    }
    return null;
  }

  private Element gatewayOf(Element element) {
    Element flow = element.getLocalName().equals("sequenceFlow") ? element : null;
    Element source = flow == null ? null : find(flow.getAttribute("sourceRef"));
    return source == null ? element : source;
  }

  private static boolean dropConditions(Element flow) {
    List<Element> conditions = children(flow, "conditionExpression");
    conditions.forEach(ModelEditor::remove);
    return !conditions.isEmpty();
  }

  private boolean plainStart(Element element) {
    boolean done = false;
    for (Element child : children(element, null)) {
      if (child.getLocalName().equals("startEvent")) {
        done |= plainStart(child);
      } else if (child.getLocalName().endsWith("EventDefinition")) {
        remove(child);
        done = true;
      }
    }
    return done;
  }

  /** An event that nothing triggers becomes one that the flow passes. */
  private boolean plainEvent(Element event) {
    boolean done = false;
    for (Element child : children(event, null)) {
      if (child.getLocalName().endsWith("EventDefinition")) {
        remove(child);
        done = true;
      }
    }
    if (event.getLocalName().equals("intermediateCatchEvent")) {
      String prefix = event.getPrefix() == null ? "" : event.getPrefix() + ":";
      Element passed =
          (Element) document.renameNode(event, BPMN, prefix + "intermediateThrowEvent");
      passed.removeAttribute("parallelMultiple");
      return true;
    }
    if (event.getLocalName().equals("boundaryEvent")) {
      removeNode(event);
      return true;
    }
    return done;
  }

  private boolean keepOneStart(Element element) {
    List<Element> starts = children(element, "startEvent");
    starts.stream().skip(1).forEach(this::removeNode);
    return starts.size() > 1;
  }

  private boolean addStart(Element process) {
    for (Element node : children(process, null)) {
      String id = node.getAttribute("id");
      boolean isNode =
          TASKS.contains(node.getLocalName()) || node.getLocalName().endsWith("Gateway");
      if (isNode && flows("targetRef", id).isEmpty()) {
        String prefix = process.getPrefix() == null ? "" : process.getPrefix() + ":";
        Element start = document.createElementNS(BPMN, prefix + "startEvent");
        start.setAttribute("id", "start" + ++steps);
        Element flow = document.createElementNS(BPMN, prefix + "sequenceFlow");
        flow.setAttribute("id", "flow" + steps);
        flow.setAttribute("sourceRef", "start" + steps);
        flow.setAttribute("targetRef", id);
        process.insertBefore(start, node);
        process.insertBefore(flow, node);
        return true;
      }
    }
    return false;
  }

  /** Takes a node out, with the flows that touch it. */
  private void removeNode(Element node) {
    String id = node.getAttribute("id");
    all(e ->
            List.of(
                    e.getAttribute("sourceRef"),
                    e.getAttribute("targetRef"),
                    e.getAttribute("bpmnElement"))
                .contains(id))
        .forEach(ModelEditor::remove);
    remove(node);
  }

  private boolean rename(Element element, String id) {
    String old = element.getAttribute("id");
    for (Element other : all(e -> true)) {
      NamedNodeMap attributes = other.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        if (attributes.item(i).getNodeValue().equals(old)) {
          attributes.item(i).setNodeValue(id);
        }
      }
      if (children(other, null).isEmpty() && other.getTextContent().trim().equals(old)) {
        other.setTextContent(id);
      }
    }
    return true;
  }

  private void setProperty(Element step, String name, String value) {
    Element property = property(step, name);
    if (property == null) {
      Element extensions = child(step, BPMN, "extensionElements");
      Element properties = child(extensions, CAMUNDA, "properties");
      property = document.createElementNS(CAMUNDA, "camunda:property");
      properties.appendChild(property);
      property.setAttribute("name", name);
    }
    property.setAttribute("value", value);
  }

  private static @Nullable Element property(Element element, String name) {
    for (Element extensions : children(element, "extensionElements")) {
      for (Element properties : children(extensions, "properties")) {
        for (Element property : children(properties, "property")) {
          if (property.getAttribute("name").equals(name)) {
            return property;
          }
        }
      }
    }
    return null;
  }

  private Element child(Element parent, String namespace, String name) {
    List<Element> present = children(parent, name);
    if (!present.isEmpty()) {
      return present.get(0);
    }
    boolean isBpmn = namespace.equals(BPMN);
    String prefix =
        isBpmn ? (parent.getPrefix() == null ? "" : parent.getPrefix() + ":") : "camunda:";
    Element child = document.createElementNS(namespace, prefix + name);
    Node before = parent.getFirstChild();
    for (Element documentation : children(parent, "documentation")) {
      before = documentation.getNextSibling();
    }
    parent.insertBefore(child, before);
    return child;
  }

  private List<Element> flows(String end, String node) {
    return all(e -> e.getLocalName().equals("sequenceFlow") && e.getAttribute(end).equals(node));
  }

  private @Nullable Element find(@Nullable String id) {
    List<Element> found = all(e -> id != null && e.getAttribute("id").equals(id));
    return found.isEmpty() ? null : found.get(0);
  }

  private List<Element> all(Predicate<Element> wanted) {
    NodeList nodes = document.getElementsByTagNameNS("*", "*");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (wanted.test((Element) nodes.item(i))) {
        found.add((Element) nodes.item(i));
      }
    }
    return found;
  }

  private static List<Element> children(Element parent, @Nullable String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && (name == null || name.equals(child.getLocalName()))) {
        found.add(child);
      }
    }
    return found;
  }

  private static boolean isIn(Node node, Node outer) {
    for (Node n = node; n != null; n = n.getParentNode()) {
      if (n == outer) {
        return true;
      }
    }
    return false;
  }

  private static boolean remove(Element element) {
    if (element.getParentNode() != null) {
      element.getParentNode().removeChild(element);
    }
    return true;
  }

  private static @Nullable String name(Pattern pattern, ModelProblem problem) {
    Matcher matcher = pattern.matcher(problem.problem());
    return matcher.find() ? matcher.group(1) : null;
  }
}
