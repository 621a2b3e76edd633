// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.internal.store.StoreMapper;
import org.apache.ibatis.session.Configuration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class MillraceConfigurationTest {
  /** A statement that is added while another thread runs one may be lost, or be there twice. */
  @Test
  void shouldKnowAllStatementsBeforeTheFirstCommand() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:statements");
    MillraceConfiguration configuration = new MillraceConfiguration(null);
    configuration.setDataSource(database);
    configuration.setHistoryTimeToLive("P1D");
    ShutEngine.shut(configuration);
    configuration.setSchemaOperationsCommand(
        context -> {
          Configuration known = configuration.getSqlSessionFactory().getConfiguration();
          assertThat(known.hasMapper(StoreMapper.class)).isTrue();
          assertThat(known.getIncompleteMethods()).isEmpty();
          throw new FirstCommandException();
        });

    assertThatThrownBy(configuration::buildProcessEngine).isInstanceOf(FirstCommandException.class);
  }

  private static final class FirstCommandException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
