// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value streams of all tenants: Millrace's, then those of plugins, then those that the host
 * gave the builder; of two with one key, the later one counts. Immutable.
 *
 * @param all what counts
 * @param own without those that come with Millrace
 */
record HostStreams(Collection<ValueStream> all, List<ValueStream> own) {

  /**
   * Reads and checks them.
   *
   * @throws io.millrace.bpmn.ValueStreamException if one cannot be used; it carries what is wrong
   *     with others
   */
  static HostStreams of(Designed designed, List<ValueStream> host, StreamChecks checks) {
    Map<String, ValueStream> own = new LinkedHashMap<>();
    designed.streams().forEach(stream -> own.put(stream.key(), stream));
    host.forEach(stream -> own.put(stream.key(), stream));
    AllProblems problems = new AllProblems();
    own.values().forEach(stream -> problems.of(() -> checks.require(stream)));
    problems.throwIfAny();
    Map<String, ValueStream> all = new LinkedHashMap<>();
    ValueStreams.builtIn().forEach(stream -> all.put(stream.key(), stream));
    all.putAll(own);
    return new HostStreams(List.copyOf(all.values()), List.copyOf(own.values()));
  }
}
