// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.FlowWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Which sequence flows of which value streams have been taken since a Millrace was started.
 * Thread-safe. {@link TestMillrace#paths()} has one; a {@link MillraceTest} writes its report.
 */
public final class PathCoverage implements FlowWatch {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  private final Map<String, Set<String>> taken = new ConcurrentHashMap<>();

  /** Creates one that has seen nothing. */
  public PathCoverage() {}

  @Override
  public void taken(String stream, String flow) {
    taken.computeIfAbsent(stream, key -> ConcurrentHashMap.newKeySet()).add(flow);
  }

  /** The flows of a stream that have been taken, sorted. */
  public Set<String> takenOf(String stream) {
    return new TreeSet<>(taken.getOrDefault(stream, Set.of()));
  }

  /** The flows of a stream that nobody has taken, sorted. */
  public Set<String> missedOf(ValueStream stream) {
    Set<String> missed = flows(stream);
    missed.removeAll(taken.getOrDefault(stream.key(), Set.of()));
    return missed;
  }

  /**
   * Fails unless every flow of a stream has been taken.
   *
   * @throws AssertionError that names those that have not
   */
  public void requireAll(ValueStream stream) {
    Set<String> missed = missedOf(stream);
    if (!missed.isEmpty()) {
      throw new AssertionError(
          "Expected every sequence flow of '"
              + stream.key()
              + "' to be taken, but nobody took "
              + missed
              + ".\nMaybe add a scenario for each of them.");
    }
  }

  /** A line for each stream that was walked: its flows, how many were taken, and which were not. */
  public String report(Collection<ValueStream> streams) {
    StringBuilder report = new StringBuilder(line("stream", "flows", "taken", "percent", "missed"));
    for (ValueStream stream : streams) {
      if (taken.containsKey(stream.key())) {
        int all = flows(stream).size();
        Set<String> missed = missedOf(stream);
        int walked = all - missed.size();
        report.append(
            line(
                stream.key(),
                String.valueOf(all),
                String.valueOf(walked),
                String.format(Locale.ROOT, "%.1f", 100.0 * walked / all),
                String.join(", ", missed)));
      }
    }
    return report.toString();
  }

  /** Writes the report to a file, and makes its folder if it is not there. */
  public void write(Collection<ValueStream> streams, Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, report(streams));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String... cells) {
    String text = String.format(Locale.ROOT, "%-28s %6s %6s %8s  %s", (Object[]) cells);
    return text.stripTrailing() + "\n";
  }

  private static Set<String> flows(ValueStream stream) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Set<String> flows = new TreeSet<>();
    try (InputStream model = stream.model().open()) {
      XMLStreamReader reader = factory.createXMLStreamReader(model);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("sequenceFlow")
            && BPMN.equals(reader.getNamespaceURI())) {
          flows.add(reader.getAttributeValue(null, "id"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The model of '" + stream.key() + "' cannot be read.", e);
    }
    return flows;
  }
}
