// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XES. No document type, no entities from outside; attributes inside attributes are skipped,
 * and so is everything outside of traces. Not thread-safe.
 */
final class XesReader implements EventReader {
  private static final Set<String> ATTRIBUTES =
      Set.of("string", "date", "int", "float", "boolean", "id");
  private static final int MAX_ATTRIBUTES = 1_000;

  private final Problems problems;
  private final XesEvents events;

  XesReader(Problems problems, Attributes attributes, ReadOptions options) {
    this.problems = problems;
    this.events = new XesEvents(problems, attributes, options.zone());
  }

  @Override
  public void read(StrictReader in, Consumer<RawEvent> sink) throws IOException {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(in);
      readLog(xml, sink);
      while (xml.hasNext()) {
        xml.next();
      }
    } catch (XMLStreamException e) {
      in.rethrowFailure();
      throw translated(e);
    }
    in.rethrowFailure();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("a log may not refer to other files");
        });
    return factory;
  }

  private void readLog(XMLStreamReader xml, Consumer<RawEvent> sink) throws XMLStreamException {
    toRoot(xml);
    while (nextChild(xml)) {
      if (xml.getLocalName().equals("trace")) {
        readTrace(xml, sink);
      } else {
        skipElement(xml);
      }
    }
  }

  private void toRoot(XMLStreamReader xml) throws XMLStreamException {
    while (true) {
      int type = xml.next();
      if (type == XMLStreamConstants.DTD) {
        throw problems.fatal(
            line(xml),
            0,
            null,
            "to be XES without a document type",
            "it has a DOCTYPE, which can pull in other files and is never needed in XES",
            "remove the DOCTYPE, after looking where the file comes from");
      }
      if (type == XMLStreamConstants.START_ELEMENT) {
        break;
      }
    }
    if (!xml.getLocalName().equals("log")) {
      throw problems.fatal(
          line(xml),
          0,
          null,
          "to begin with the element 'log' of XES",
          "it begins with " + Problems.quote(xml.getLocalName()),
          "pass an XES log, or a ServiceNow audit log as CSV");
    }
  }

  private void readTrace(XMLStreamReader xml, Consumer<RawEvent> sink) throws XMLStreamException {
    long traceLine = line(xml);
    Map<String, String> trace = new LinkedHashMap<>();
    String name = null;
    boolean began = false;
    while (nextChild(xml)) {
      if (!xml.getLocalName().equals("event")) {
        readAttribute(xml, trace);
        continue;
      }
      if (!began) {
        began = true;
        name = events.traceName(trace, traceLine);
      }
      long eventLine = line(xml);
      Map<String, String> event = new LinkedHashMap<>();
      while (nextChild(xml)) {
        readAttribute(xml, event);
      }
      RawEvent raw = events.toEvent(eventLine, name, trace, event);
      if (raw == null) {
        problems.rejectRow();
      } else {
        sink.accept(raw);
      }
    }
  }

  private void readAttribute(XMLStreamReader xml, Map<String, String> into)
      throws XMLStreamException {
    String key = xml.getAttributeValue(null, "key");
    String value = xml.getAttributeValue(null, "value");
    if (key != null && value != null && ATTRIBUTES.contains(xml.getLocalName())) {
      into.put(key, value.strip());
      if (into.size() > MAX_ATTRIBUTES) {
        throw problems.fatal(
            line(xml),
            0,
            null,
            "to end an event or trace with at most " + MAX_ATTRIBUTES + " attributes",
            "it has more",
            "look whether the file is a log");
      }
    }
    skipElement(xml);
  }

  /** Moves to the next child of the element that is open; false at its end. */
  private static boolean nextChild(XMLStreamReader xml) throws XMLStreamException {
    while (true) {
      int type = xml.next();
      if (type == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (type == XMLStreamConstants.END_ELEMENT) {
        return false;
      }
    }
  }

  private static void skipElement(XMLStreamReader xml) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int type = xml.next();
      if (type == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (type == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  private static long line(XMLStreamReader xml) {
    return xml.getLocation().getLineNumber();
  }

  private LogFormatException translated(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int detail = message.indexOf("Message: ");
    String reason = detail < 0 ? message : message.substring(detail + "Message: ".length());
    boolean located = e.getLocation() != null;
    return problems.fatal(
        located ? e.getLocation().getLineNumber() : 0,
        located ? Math.max(0, e.getLocation().getColumnNumber()) : 0,
        null,
        "to be well-formed XML",
        "reading stopped there: " + Problems.sentence(reason),
        "look whether the file is complete, and correct it there");
  }
}
