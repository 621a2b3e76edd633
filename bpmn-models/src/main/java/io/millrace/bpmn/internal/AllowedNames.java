// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.Map;
import java.util.Set;

/**
 * The names that a model may use. What is here is either run by the engine in a way that we know,
 * or read by nobody: the engine takes drawings, data objects and what other vendors add for
 * granted. It looks for elements by their local name, whatever their namespace, so that elements of
 * others must not bear a name that it knows.
 */
final class AllowedNames {
  private static final Set<String> ELEMENTS =
      words(
          """
          definitions process documentation extensionElements incoming outgoing sequenceFlow
          conditionExpression startEvent endEvent intermediateThrowEvent intermediateCatchEvent
          boundaryEvent task manualTask userTask serviceTask businessRuleTask receiveTask
          callActivity subProcess exclusiveGateway parallelGateway inclusiveGateway
          eventBasedGateway messageEventDefinition timerEventDefinition timeDate timeDuration
          timeCycle errorEventDefinition escalationEventDefinition signalEventDefinition
          terminateEventDefinition linkEventDefinition message error escalation signal
          multiInstanceLoopCharacteristics loopCardinality collaboration participant
          participantMultiplicity messageFlow laneSet childLaneSet lane flowNodeRef
          textAnnotation text association group category categoryValue itemDefinition
          ioSpecification dataInput dataOutput inputSet outputSet dataInputRefs dataOutputRefs
          inputSetRefs outputSetRefs dataInputAssociation dataOutputAssociation sourceRef targetRef
          dataObject dataObjectReference dataStore dataStoreReference dataState
          """);

  private static final Set<String> ATTRIBUTES =
      words(
          """
          id name targetNamespace exporter exporterVersion expressionLanguage typeLanguage
          isExecutable isClosed processType sourceRef targetRef isImmediate default
          gatewayDirection eventGatewayType instantiate messageRef signalRef errorRef errorCode
          escalationRef escalationCode attachedToRef cancelActivity isInterrupting
          parallelMultiple triggeredByEvent startQuantity completionQuantity isForCompensation
          implementation isSequential behavior calledElement processRef textFormat
          associationDirection categoryValueRef value structureRef partitionElementRef itemKind isCollection
          itemRef itemSubjectRef dataObjectRef dataStoreRef isUnlimited capacity minimum maximum
          """);

  private static final Set<String> CAMUNDA_ELEMENTS =
      Set.of("camunda:properties", "camunda:property");

  private static final Set<String> CAMUNDA_ATTRIBUTES =
      words(
          """
          historyTimeToLive versionTag isStartableInTasklist delegateExpression type topic
          asyncBefore asyncAfter exclusive collection elementVariable modelerTemplate
          modelerTemplateVersion modelerTemplateIcon diagramRelationId
          """);

  private static final Set<String> DRAWINGS =
      words(
          """
          bpmndi:BPMNDiagram bpmndi:BPMNPlane bpmndi:BPMNShape bpmndi:BPMNEdge bpmndi:BPMNLabel
          bpmndi:BPMNLabelStyle dc:Bounds dc:Font dc:Point di:waypoint di:extension
          """);

  private static final Set<String> DRAWING_ATTRIBUTES = Set.of("modeler", "bioc", "color");

  /** Names that the engine reads, and that nobody else's element may bear. */
  private static final Set<String> ENGINE_NAMES =
      words(
          """
          scriptTask sendTask complexGateway transaction adHocSubProcess script condition
          conditionalEventDefinition compensateEventDefinition cancelEventDefinition
          completionCondition loopDataInputRef inputDataItem import property
          resourceAssignmentExpression formalExpression humanPerformer potentialOwner performer
          connector inputOutput in out executionListener taskListener formData field properties
          potentialStarter failedJobRetryTimeCycle list map entry value constraint validation
          inputParameter outputParameter errorCodeVariable
          """);

  /** The engine reads these as it reads its own. */
  private static final String OTHER_CAMUNDA = "{http://activiti.org/bpmn}";

  private static final String INCLUDE = "{http://www.w3.org/2001/XInclude}";

  private static final String XML = "{http://www.w3.org/XML/1998/namespace}";

  private static final String HANDLER =
      "make it an external service task (camunda:type external) whose camunda:topic names a step"
          + " handler, with step metadata; or a user task";
  private static final String DECISION =
      "decide with a business rule task and compare its outputs at an exclusive gateway";
  private static final String ROLE = "name the role in the step's property 'responsible'";
  private static final String BACK_OUT = "draw the way back as steps of its own";
  private static final String GENERAL =
      "use user tasks, business rule tasks with a decision point and external service tasks;"
          + " scripts, listeners, classes and engine extensions are refused";

  /** What to do instead of what is refused. */
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("bpmn:scriptTask", HANDLER),
          Map.entry("bpmn:sendTask", HANDLER),
          Map.entry("bpmn:script", "remove it together with its task"),
          Map.entry("bpmn:import", "remove it; step handlers take the place of services"),
          Map.entry("bpmn:interface", "remove it; step handlers take the place of services"),
          Map.entry("bpmn:operation", "remove it; step handlers take the place of services"),
          Map.entry("bpmn:conditionalEventDefinition", DECISION),
          Map.entry("bpmn:complexGateway", DECISION),
          Map.entry(
              "bpmn:standardLoopCharacteristics",
              "draw the loop: a gateway behind the activity with a flow back to it"),
          Map.entry(
              "bpmn:completionCondition",
              "remove it: every instance is completed, or an event ends them"),
          Map.entry("bpmn:loopDataInputRef", "name the variable in camunda:collection"),
          Map.entry("bpmn:inputDataItem", "name the variable in camunda:elementVariable"),
          Map.entry("bpmn:potentialOwner", ROLE),
          Map.entry("bpmn:humanPerformer", ROLE),
          Map.entry("bpmn:performer", ROLE),
          Map.entry("bpmn:resourceRole", ROLE),
          Map.entry("bpmn:resource", ROLE),
          Map.entry("bpmn:compensateEventDefinition", BACK_OUT),
          Map.entry("bpmn:cancelEventDefinition", BACK_OUT),
          Map.entry("bpmn:transaction", "make it a subprocess; " + BACK_OUT),
          Map.entry(
              "bpmn:adHocSubProcess",
              "make it one user task whose property 'actions' lists" + " what may be done"),
          Map.entry("bpmn:property", "leave data to facts and results of steps; remove it"));

  private AllowedNames() {}

  static boolean isElement(XmlElement element) {
    String name = element.name;
    if (name.startsWith("bpmn:")) {
      return ELEMENTS.contains(name.substring("bpmn:".length()));
    }
    return CAMUNDA_ELEMENTS.contains(name) || DRAWINGS.contains(name) || isOthers(element);
  }

  /** An element of another vendor among the extensions, or part of one: nobody reads it. */
  private static boolean isOthers(XmlElement element) {
    XmlElement parent = element.parent;
    if (parent == null || element.name.startsWith("camunda:")) {
      return false;
    }
    boolean foreign =
        element.name.startsWith("{")
            && !element.name.startsWith(OTHER_CAMUNDA)
            && !element.name.startsWith(INCLUDE);
    boolean unknown = !ELEMENTS.contains(local(element)) && !ENGINE_NAMES.contains(local(element));
    return parent.is("bpmn:extensionElements") || parent.is("di:extension")
        ? foreign && unknown
        : (foreign || (unknown && !element.name.startsWith("{"))) && isOthers(parent);
  }

  /** The name without its namespace. */
  private static String local(XmlElement element) {
    return element.name.substring(
        Math.max(element.name.lastIndexOf('}'), element.name.lastIndexOf(':')) + 1);
  }

  static boolean isAttribute(XmlElement element, String name) {
    int colon = name.indexOf(':');
    if (name.startsWith("{")) {
      return !name.startsWith(OTHER_CAMUNDA) && !name.equals(XML + "base");
    }
    if (colon < 0) {
      return ATTRIBUTES.contains(name) || !element.name.startsWith("bpmn:") || isOthers(element);
    }
    String prefix = name.substring(0, colon);
    return prefix.equals("camunda")
        ? CAMUNDA_ATTRIBUTES.contains(name.substring(colon + 1))
        : prefix.equals("xsi") || DRAWING_ATTRIBUTES.contains(prefix);
  }

  static String advice(XmlElement element) {
    return ADVICE.getOrDefault(element.name, GENERAL);
  }

  private static Set<String> words(String text) {
    return Set.of(text.trim().split("\\s+"));
  }
}
