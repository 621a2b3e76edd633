// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process, or the inside of a subprocess: flows stay within it. */
final class FlowScope {
  final XmlElement element;

  /** The subprocess that it is the inside of; null for the process. */
  final @Nullable FlowNode node;

  final List<FlowNode> nodes = new ArrayList<>();

  FlowScope(XmlElement element, @Nullable FlowNode node) {
    this.element = element;
    this.node = node;
  }

  List<FlowNode> starts() {
    return nodes.stream().filter(FlowNode::isStart).toList();
  }

  /** The nodes that flows may join: all but event subprocesses. */
  List<FlowNode> flowing() {
    return nodes.stream().filter(node -> !node.isEventSubprocess()).toList();
  }

  /** Whether an event can end everything that runs in here. */
  boolean isInterruptible() {
    for (FlowNode inside : nodes) {
      FlowScope inner = inside.inner;
      if (inside.isEventSubprocess() && inner != null && inner.interrupts()) {
        return true;
      }
    }
    if (node == null) {
      return false;
    }
    return node.boundaries.stream().anyMatch(event -> !event.isNonInterrupting())
        || node.scope.isInterruptible();
  }

  private boolean interrupts() {
    return starts().stream()
        .anyMatch(start -> !"false".equals(start.element.attribute("isInterrupting")));
  }
}
