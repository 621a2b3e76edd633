// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a BPMN file. Names are written {@code bpmn:userTask} or {@code camunda:property},
 * whatever prefix the file uses; attributes without a namespace carry no prefix.
 */
final class XmlElement {
  final String name;
  final Map<String, String> attributes;
  final @Nullable XmlElement parent;
  final int line;
  final List<XmlElement> children = new ArrayList<>(4);
  final StringBuilder text = new StringBuilder();

  XmlElement(String name, Map<String, String> attributes, @Nullable XmlElement parent, int line) {
    this.name = name;
    this.attributes = attributes;
    this.parent = parent;
    this.line = line;
  }

  boolean is(String wanted) {
    return name.equals(wanted);
  }

  @Nullable String attribute(String attribute) {
    return attributes.get(attribute);
  }

  String attribute(String attribute, String otherwise) {
    return attributes.getOrDefault(attribute, otherwise);
  }

  /** The id, or an empty text. */
  String id() {
    return attribute("id", "");
  }

  String trimmedText() {
    return text.toString().trim();
  }

  List<XmlElement> children(String wanted) {
    List<XmlElement> found = new ArrayList<>(2);
    for (XmlElement child : children) {
      if (child.is(wanted)) {
        found.add(child);
      }
    }
    return found;
  }

  /** This element and everything below it, in the order of the file. */
  List<XmlElement> subtree() {
    List<XmlElement> all = new ArrayList<>();
    collect(all);
    return all;
  }

  private void collect(List<XmlElement> into) {
    into.add(this);
    for (XmlElement child : children) {
      child.collect(into);
    }
  }
}
