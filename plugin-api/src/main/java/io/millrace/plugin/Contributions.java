package io.millrace.plugin;

import io.millrace.plugin.port.EventListener;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.StepHandler;

/** Collects what a plugin brings. Used on the building thread only. */
public interface Contributions {

  /** Adds a source of facts; sources are asked in the order in which they were added. */
  Contributions factSource(FactSource source);

  /** Adds a handler of automated steps; two handlers of one name are refused. */
  Contributions stepHandler(StepHandler handler);

  /** Adds a listener; every listener hears every event. */
  Contributions eventListener(EventListener listener);

  /** Adds a participant; participants are called in the order in which they were added. */
  Contributions participant(Participant participant);
}
