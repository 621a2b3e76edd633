package io.millrace.plugin;

/**
 * A bundle of contributions, registered explicitly when Millrace is built. One plugin object serves
 * one Millrace; {@link #contribute} is called once, on the building thread.
 */
public interface Plugin {

  /** A unique name for messages, such as {@code acme-cmdb}. */
  String id();

  /**
   * Says what the plugin brings. Start nothing here: contributions are used only after the build.
   */
  void contribute(Contributions contributions);
}
