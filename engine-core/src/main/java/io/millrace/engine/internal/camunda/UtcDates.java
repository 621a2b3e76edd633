// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * The process engine's times, whose columns have no zone, in UTC. By default they are in the zone
 * of the JVM: nodes in different zones would take each other's locks for expired, and in the hour
 * that summer time repeats a lock would last an hour too long.
 */
public final class UtcDates extends BaseTypeHandler<Date> {

  @Override
  public void setNonNullParameter(
      PreparedStatement statement, int index, Date value, @Nullable JdbcType type)
      throws SQLException {
    Instant instant = Instant.ofEpochMilli(value.getTime());
    statement.setObject(index, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  @Override
  public @Nullable Date getNullableResult(ResultSet row, String column) throws SQLException {
    return date(row.getObject(column, LocalDateTime.class));
  }

  @Override
  public @Nullable Date getNullableResult(ResultSet row, int column) throws SQLException {
    return date(row.getObject(column, LocalDateTime.class));
  }

  @Override
  public @Nullable Date getNullableResult(CallableStatement row, int column) throws SQLException {
    return date(row.getObject(column, LocalDateTime.class));
  }

  private static @Nullable Date date(@Nullable LocalDateTime value) {
    return value == null ? null : Date.from(value.toInstant(ZoneOffset.UTC));
  }
}
