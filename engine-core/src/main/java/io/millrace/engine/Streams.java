package io.millrace.engine;

import io.millrace.bpmn.ValueStream;
import java.util.List;
import java.util.Optional;

/** The value streams that new work items can run. Thread-safe. */
public interface Streams {

  /** Every installed value stream, by key. */
  List<ValueStream> list();

  /** A value stream by its key. */
  Optional<ValueStream> find(String key);
}
