// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.HostTransactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Runs each command in a transaction of the host's: in the one that is active, or in a new one.
 * Stands before the interceptor that opens the command's sessions. Thread-safe.
 */
final class HostTransactionInterceptor extends CommandInterceptor {
  private final ProcessEngineConfigurationImpl engine;
  private final HostTransactions host;
  private final boolean alwaysNew;

  private HostTransactionInterceptor(
      ProcessEngineConfigurationImpl engine, HostTransactions host, boolean alwaysNew) {
    this.engine = engine;
    this.host = host;
    this.alwaysNew = alwaysNew;
  }

  /** The interceptors of an engine, with transactions of the host's around its sessions. */
  static Collection<CommandInterceptor> within(
      Collection<? extends CommandInterceptor> usual,
      ProcessEngineConfigurationImpl engine,
      HostTransactions host,
      boolean alwaysNew) {
    List<CommandInterceptor> all = new ArrayList<>();
    for (CommandInterceptor one : usual) {
      if (one instanceof CommandContextInterceptor) {
        all.add(new HostTransactionInterceptor(engine, host, alwaysNew));
      }
      all.add(one);
    }
    return all;
  }

  @Override
  public <T> T execute(Command<T> command) {
    if (!alwaysNew && isInsideCommand(engine)) {
      return next.execute(command); // part of the command around it, and of its transaction
    }
    if (!alwaysNew && host.isActive()) {
      return next.execute(
          context -> {
            hostContext(context).join(host);
            return command.execute(context);
          });
    }
    return new Owned<>(command).run();
  }

  /** Whether this thread runs a command of an engine: a host may have engines of its own. */
  static boolean isInsideCommand(ProcessEngineConfigurationImpl engine) {
    CommandContext around = Context.getCommandContext();
    return around != null && around.getProcessEngineConfiguration() == engine;
  }

  private static HostTransactionContext hostContext(CommandContext context) {
    return (HostTransactionContext) context.getTransactionContext();
  }

  /** A command with a transaction to itself. */
  private final class Owned<T> {
    private final Command<T> command;
    private @Nullable HostTransactionContext context;
    private @Nullable RuntimeException thrown;

    Owned(Command<T> command) {
      this.command = command;
    }

    T run() {
      T result;
      try {
        result = host.inNew(this::work);
      } catch (RuntimeException e) {
        ended(false);
        if (thrown == null) {
          throw new ProcessEngineException("The transaction failed to begin or to end.", e);
        }
        if (thrown != e) {
          thrown.addSuppressed(e);
        }
        throw thrown;
      } catch (Error e) {
        ended(false);
        throw e;
      }
      ended(true);
      return result;
    }

    private T work() {
      try {
        return next.execute(
            opened -> {
              context = hostContext(opened);
              return command.execute(opened);
            });
      } catch (RuntimeException e) {
        thrown = e;
        throw e;
      }
    }

    private void ended(boolean committed) {
      if (context != null) {
        context.ended(committed);
      }
    }
  }
}
