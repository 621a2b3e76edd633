// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.ValueStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes value streams for people: for each its description, its map and its steps, then the
 * minimum viable practices over all of them. Immutable and thread-safe.
 *
 * <pre>{@code
 * String page = StreamDescriptions.of(ValueStreams.builtIn()).html();
 * }</pre>
 *
 * <p>Texts of models are escaped, so that models of strangers can be described.
 */
public final class StreamDescriptions {
  private final List<ValueStream> streams;

  private StreamDescriptions(List<ValueStream> streams) {
    this.streams = streams;
  }

  /** The descriptions of these streams, in this order. */
  public static StreamDescriptions of(Iterable<ValueStream> streams) {
    List<ValueStream> all = new ArrayList<>();
    streams.forEach(all::add);
    return new StreamDescriptions(List.copyOf(all));
  }

  /** The tables as Markdown. */
  public String markdown() {
    return new MarkdownPage(streams).write();
  }

  /** The tables and pictures as one HTML page that needs no network and runs no script. */
  public String html() {
    return new HtmlPage(streams).write();
  }
}
