// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.FlowWatch;
import io.millrace.engine.HostTransactions;
import io.millrace.engine.Isolation;
import io.millrace.engine.Retention;
import io.millrace.engine.internal.packs.PackSettings;
import io.millrace.plugin.Plugin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the builder was told. Immutable. */
public record Settings(
    @Nullable DataSource dataSource,
    @Nullable HostTransactions transactions,
    String h2Url,
    @Nullable Clock clock,
    PackSettings packs,
    boolean backgroundWork,
    boolean timers,
    Duration factBudget,
    Duration authorisationBudget,
    HandlerSettings handlers,
    ClockSettings clocks,
    SinkSettings sinks,
    Retention retention,
    Isolation isolation,
    @Nullable FlowWatch flows,
    List<Plugin> plugins,
    List<ValueStream> streams) {}
