// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of Millrace under the prefix {@code millrace}. A name that is not here fails the
 * start. What is not set has the default of {@link io.millrace.engine.MillraceBuilder}. Immutable.
 *
 * @param enabled whether there is a Millrace at all; without it, there is no bean, thread or table
 *     of it
 * @param backgroundWork whether this process does automated steps, timers, events for sinks and so
 *     on, from when the application has started
 * @param timers whether timers in value streams run in this process; true if not set
 * @param streams where the host's value streams are: BPMN files, as resource patterns
 * @param database where Millrace keeps its tables
 * @param packs policy packs
 * @param facts fact sources
 * @param handlers step handlers
 * @param sinks event sinks
 * @param authorisation who may do what
 * @param isolation how contributions are kept apart from each other
 * @param retention how long data is kept
 * @param clock this machine's clock and the database's
 * @param health what makes Millrace unhealthy
 */
@ConfigurationProperties(prefix = "millrace", ignoreUnknownFields = false)
public record MillraceProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("true") boolean backgroundWork,
    @Nullable Boolean timers,
    @DefaultValue("classpath*:millrace/streams/*.bpmn") List<String> streams,
    @DefaultValue Database database,
    @DefaultValue Packs packs,
    @DefaultValue Facts facts,
    @DefaultValue Handlers handlers,
    @DefaultValue Sinks sinks,
    @DefaultValue Authorisation authorisation,
    @DefaultValue Isolation isolation,
    @DefaultValue Retention retention,
    @DefaultValue Clock clock,
    @DefaultValue Health health) {

  /**
   * Where Millrace keeps its tables.
   *
   * @param dataSource the name of the DataSource bean; not needed if there is one, or a primary one
   * @param transactionManager the name of the transaction manager bean that belongs to the
   *     DataSource; not needed if there is one, or a primary one
   * @param joinTransactions whether operations take part in the host's transactions
   * @param h2File the path of H2 database files of Millrace's own, instead of the host's DataSource
   */
  public record Database(
      @Nullable String dataSource,
      @Nullable String transactionManager,
      @DefaultValue("true") boolean joinTransactions,
      @Nullable Path h2File) {}

  /**
   * Policy packs.
   *
   * @param poll how often to look for packs and value streams that changed on other nodes; 5s if
   *     not set
   * @param tenantRules whether packs of tenants may hold rules, and not tables alone; false if not
   *     set
   */
  public record Packs(@Nullable Duration poll, @Nullable Boolean tenantRules) {}

  /**
   * Fact sources.
   *
   * @param budget how long one source may take for one submission; 2s if not set
   */
  public record Facts(@Nullable Duration budget) {}

  /**
   * Step handlers.
   *
   * @param budget how long one handler may take for one step; 40s if not set
   * @param threads how many handlers run at once in this process; 4 if not set
   * @param attempts how often a handler may begin with one step before it is given up; 3 if not set
   */
  public record Handlers(
      @Nullable Duration budget, @Nullable Integer threads, @Nullable Integer attempts) {}

  /**
   * Event sinks.
   *
   * @param budget how long a sink may take for one event; 10s if not set
   * @param attempts how often a sink may refuse an event before it is parked; 10 if not set
   */
  public record Sinks(@Nullable Duration budget, @Nullable Integer attempts) {}

  /**
   * Who may do what.
   *
   * @param budget how long the authorisation may take for one question; 2s if not set
   */
  public record Authorisation(@Nullable Duration budget) {}

  /**
   * How contributions are kept apart from each other.
   *
   * @param callsAtOnce how many calls of one contribution may be under way; 32 if not set
   * @param failuresInARow after how many failures in a row a contribution is suspended; 10 if not
   *     set
   * @param pause how long it is suspended; 10s if not set
   */
  public record Isolation(
      @Nullable Integer callsAtOnce, @Nullable Integer failuresInARow, @Nullable Duration pause) {}

  /**
   * How long data is kept.
   *
   * @param timeToLive how long ended work items are kept, unless their stream says otherwise; 180d
   *     if not set
   * @param commands how long the results of commands are kept; 30d if not set
   * @param cleanUp whether Millrace deletes by itself what has been kept long enough; false if not
   *     set
   * @param every how often it looks for that; 1m if not set
   */
  public record Retention(
      @Nullable Duration timeToLive,
      @Nullable Duration commands,
      @Nullable Boolean cleanUp,
      @Nullable Duration every) {}

  /**
   * This machine's clock and the database's.
   *
   * @param tolerance how far they may be apart; 5s if not set
   */
  public record Clock(@Nullable Duration tolerance) {}

  /**
   * What makes Millrace unhealthy.
   *
   * @param longestWait how long due timers, steps and events may wait before the health is down; by
   *     default longer than a sink's attempts take, so that a sink that is down alone does not do
   *     it
   */
  public record Health(@DefaultValue("10m") Duration longestWait) {}
}
