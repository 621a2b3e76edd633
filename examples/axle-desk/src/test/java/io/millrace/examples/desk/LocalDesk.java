package io.millrace.examples.desk;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The desk on a PostgreSQL that starts and ends with it, to try it out. */
final class LocalDesk {
  private LocalDesk() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres database = EmbeddedPostgres.start(); // it ends with the process
    System.setProperty("spring.datasource.url", database.getJdbcUrl("postgres", "postgres"));
    System.setProperty("spring.datasource.username", "postgres");
    AxleDesk.main(arguments);
    System.out.println("The desk listens at http://localhost:8080/tickets; Ctrl-C ends it.");
  }
}
