// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import io.millrace.engine.Intake;
import io.millrace.engine.Work;
import io.millrace.model.Demand;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The host's own table, and Millrace's work items, in one transaction. */
@ApplicationScoped
public class Tickets {
  @Resource
  @SuppressWarnings("NullAway.Init") // the server sets it
  private DataSource database;

  @Inject private Intake intake;
  @Inject private Work work;

  void create(@Observes Startup startup) throws SQLException {
    execute("create table if not exists TICKET (ID varchar(64) primary key)");
  }

  @Transactional(rollbackOn = Exception.class)
  public void open(String id, boolean knownCustomer) throws SQLException {
    execute("insert into TICKET values (?)", id);
    intake.submit(Demand.builder(id).title("No mail").build());
    if (!knownCustomer) {
      throw new IllegalStateException("the customer is unknown, after " + find(id));
    }
  }

  /** What there is under an id. */
  public String find(String id) throws SQLException {
    boolean ticket = execute("select ID from TICKET where ID = ?", id);
    return "ticket " + ticket + ", work item " + work.find(id).isPresent();
  }

  /** Whether there are rows. */
  private boolean execute(String sql, String... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      if (!statement.execute()) {
        return false;
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next();
      }
    }
  }
}
