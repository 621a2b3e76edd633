// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Looks at what the engine itself has read, before the engine makes anything of it: classes that a
 * model names would be loaded, and their static initialisers run, while it is parsed. The engine
 * finds elements by their local name, so that this does, too.
 */
final class ShutModels extends BpmnParse {
  private static final List<String> EXTENSIONS =
      List.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

  private static final Set<String> EXTENSION_ELEMENTS = Set.of("properties", "property");

  private static final Set<String> EXTENSION_ATTRIBUTES =
      Set.of(
          "asyncBefore",
          "asyncAfter",
          "collection",
          "delegateExpression",
          "diagramRelationId",
          "elementVariable",
          "exclusive",
          "historyTimeToLive",
          "isStartableInTasklist",
          "modelerTemplate",
          "modelerTemplateIcon",
          "modelerTemplateVersion",
          "topic",
          "type",
          "versionTag");

  private static final Map<String, String> ONLY =
      Map.of("type", "external", "delegateExpression", ClosedExpressions.DECIDE);

  /** Elements that run something, hide something that does, or fetch something. */
  private static final Set<String> REFUSED =
      Set.of(
          "adHocSubProcess",
          "cancelEventDefinition",
          "compensateEventDefinition",
          "completionCondition",
          "complexGateway",
          "condition",
          "conditionalEventDefinition",
          "connector",
          "import",
          "inputDataItem",
          "loopDataInputRef",
          "resourceAssignmentExpression",
          "script",
          "scriptTask",
          "sendTask",
          "transaction");

  private static final String LANGUAGE = "language";

  ShutModels(BpmnParser parser) {
    super(parser);
  }

  @Override
  protected void parseRootElement() {
    if (rootElement != null) {
      check(rootElement);
    }
    if (!hasErrors()) {
      super.parseRootElement();
    }
  }

  private void check(Element element) {
    String tag = element.getTagName();
    boolean extension = EXTENSIONS.contains(element.getUri());
    if (extension ? !EXTENSION_ELEMENTS.contains(tag) : REFUSED.contains(tag)) {
      addError("Expected no <" + tag + "> in a model, but found one.", element);
    }
    for (String attribute : element.attributes()) {
      if (!isAllowed(attribute, element.attribute(attribute))) {
        addError("Expected no attribute " + attribute + " in a model, but found one.", element);
      }
    }
    element.elements().forEach(this::check);
  }

  /** The engine keeps attributes by {@code namespace:name}. */
  private static boolean isAllowed(String attribute, String value) {
    for (String extension : EXTENSIONS) {
      if (attribute.startsWith(extension + ":")) {
        String name = attribute.substring(extension.length() + 1);
        return EXTENSION_ATTRIBUTES.contains(name) && value.equals(ONLY.getOrDefault(name, value));
      }
    }
    return !attribute.equals(LANGUAGE);
  }

  /**
   * Models can name schemas to fetch for their own namespaces: nothing comes over a network. The
   * parser takes what the engine's schema includes from where that schema is.
   */
  @Override
  protected String resolveAccessExternalSchemaProperty() {
    return protocols(schemaResource);
  }

  /**
   * The protocols of a schema's own place. Within a jar, the parser loses sight of the jar and
   * knows what is included by the place of the jar: a file, or one jar within another.
   */
  static String protocols(String place) {
    String[] parts = place.split(":", 3);
    return parts[0].equals("jar")
        ? "jar:" + parts[1] + "," + parts[1] + ",file"
        : parts[0] + ",file";
  }
}
