// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.engine.internal.store.StreamVersionRow;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions of its own that one tenant has in force. Immutable.
 *
 * @param sequence of the tenant's last change; 0 if there was none
 * @param byStream the versions by the key of their stream
 */
public record StreamsInForce(long sequence, Map<String, StreamVersionRow> byStream) {
  /** Copies the map. */
  public StreamsInForce {
    byStream = Map.copyOf(byStream);
  }

  static StreamsInForce of(long sequence, List<StreamVersionRow> versions) {
    return new StreamsInForce(
        sequence,
        versions.stream().collect(Collectors.toMap(StreamVersionRow::stream, Function.identity())));
  }

  /** The tenant's version of a stream; null if it runs the host's. */
  public @Nullable StreamVersionRow find(String stream) {
    return byStream.get(stream);
  }
}
