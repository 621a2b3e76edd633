// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that are refused at the start, before anything is written. */
class FoundDatabaseTest {

  @Test
  void shouldRefuseAnotherIsolation() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestStore.newUnpooledDatabase());
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    try (HikariDataSource strict = new HikariDataSource(config)) {
      assertThatThrownBy(() -> Millrace.builder().dataSource(strict).build())
          .isInstanceOf(EngineException.class)
          .hasMessage(
              "Expected the connections of the data source to have isolation READ COMMITTED, but it"
                  + " is SERIALIZABLE.\nMaybe set it where the data source or its pool is"
                  + " configured.");
    }
  }

  @ParameterizedTest
  @CsvSource({"MySQL,8,8.4.3", "Microsoft SQL Server,16,16.00.1000", "H2,1,1.4.200"})
  void shouldRefuseADatabaseOnWhichMillraceIsNotTested(String product, int major, String version) {
    assertThatThrownBy(() -> Millrace.builder().dataSource(posing(product, major, version)).build())
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Expected the data source to lead to H2 2.x or to PostgreSQL 14 or newer, but it leads"
                + " to "
                + product
                + " "
                + version
                + ".\nMaybe use one of the two: others are untested, and Millrace's tables are not"
                + " written for them.");
  }

  @Test
  void shouldRefuseAPostgresqlThatIsTooOld() {
    assertThatThrownBy(
            () -> Millrace.builder().dataSource(posing("PostgreSQL", 13, "13.22")).build())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("but it leads to PostgreSQL 13.22.");
  }

  /** A database that says it is another one: only what it says is asked before it is refused. */
  private static DataSource posing(String product, int major, String version) {
    Map<String, Object> answers =
        Map.of(
            "getDatabaseProductName", product,
            "getDatabaseMajorVersion", major,
            "getDatabaseProductVersion", version);
    return answering(
        DataSource.class,
        TestStore.newUnpooledDatabase(),
        (name, result) ->
            result instanceof Connection connection
                ? answering(
                    Connection.class,
                    connection,
                    (inner, value) ->
                        value instanceof DatabaseMetaData data
                            ? answering(
                                DatabaseMetaData.class,
                                data,
                                (asked, answer) -> answers.getOrDefault(asked, answer))
                            : value)
                : result);
  }

  /** What is said instead. */
  private interface Answer {
    Object to(String method, Object result);
  }

  private static <T> T answering(Class<T> type, T target, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            FoundDatabaseTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> {
              try {
                return answer.to(method.getName(), method.invoke(target, args));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
