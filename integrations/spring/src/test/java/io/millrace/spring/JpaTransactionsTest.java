// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.MutablePersistenceUnitInfo;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** Millrace in the transactions of an entity manager, beside entities of the host. */
class JpaTransactionsTest {
  private static EntityManagerFactory factory;
  private static EntityManager entities;
  private static TransactionTemplate transactions;
  private static JdbcTemplate jdbc;
  private static Millrace millrace;
  private static Operations ops;

  /** An entity of the host. */
  @Entity(name = "HostTicket")
  static class Ticket {
    @Id private String id = "";

    protected Ticket() {}

    Ticket(String id) {
      this.id = id;
    }
  }

  @BeforeAll
  static void open() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:jpa-transactions;DB_CLOSE_DELAY=-1");
    jdbc = new JdbcTemplate(database);
    factory = entityManagers(database);
    entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
    JpaTransactionManager manager = new JpaTransactionManager(factory);
    manager.afterPropertiesSet();
    transactions = new TransactionTemplate(manager);
    millrace =
        Millrace.builder()
            .dataSource(SpringTransactions.dataSource(database))
            .transactions(new SpringTransactions(manager))
            .build();
    ops = millrace.as(Caller.system());
  }

  private static EntityManagerFactory entityManagers(DataSource database) {
    LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
    bean.setDataSource(database);
    bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    bean.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
    bean.setPersistenceUnitName("host");
    bean.setPackagesToScan("no.entities.here");
    bean.setPersistenceUnitPostProcessors(
        (MutablePersistenceUnitInfo unit) -> unit.addManagedClassName(Ticket.class.getName()));
    bean.afterPropertiesSet();
    return Objects.requireNonNull(bean.getObject());
  }

  @AfterAll
  static void close() {
    millrace.close();
    factory.close();
  }

  private static void save(String id) {
    entities.persist(new Ticket(id));
    ops.intake().submit(Demand.builder(id).title("No mail").build());
  }

  private static int rows(String table, String id) {
    Integer count =
        jdbc.queryForObject("select count(*) from " + table + " where ID = ?", Integer.class, id);
    return Objects.requireNonNull(count);
  }

  @Test
  void shouldCommitEntityAndWorkItemTogether() {
    // when
    transactions.executeWithoutResult(
        status -> {
          save("kept");
          entities.flush();
          Object both =
              entities
                  .createNativeQuery(
                      "select count(*) from HostTicket t join MR_WORK_ITEM i on i.ID = t.ID",
                      Integer.class)
                  .getSingleResult();
          assertThat(both).isEqualTo(1);
          assertThat(rows("MR_WORK_ITEM", "kept")).isEqualTo(1);
        });

    // then
    assertThat(rows("HostTicket", "kept")).isEqualTo(1);
    assertThat(ops.work().find("kept")).isPresent();
  }

  @Test
  void shouldLeaveNeitherAfterARollback() {
    // when
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      save("undone");
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");

    // then
    assertThat(rows("HostTicket", "undone")).isZero();
    assertThat(ops.work().find("undone")).isEmpty();
  }

  @Test
  void shouldLeaveNeitherWhenTheFlushFails() {
    // given
    transactions.executeWithoutResult(status -> entities.persist(new Ticket("taken")));

    // when
    assertThatThrownBy(() -> transactions.executeWithoutResult(status -> save("taken")))
        .isInstanceOf(RuntimeException.class);

    // then
    assertThat(ops.work().find("taken")).isEmpty();
  }
}
