/** What hosts and plugins implement and exchange with Millrace. */
module io.millrace.plugin.api {
  requires static transitive org.jspecify;

  exports io.millrace.api;
  exports io.millrace.event;
  exports io.millrace.model;
  exports io.millrace.plugin;
  exports io.millrace.plugin.port;
}
