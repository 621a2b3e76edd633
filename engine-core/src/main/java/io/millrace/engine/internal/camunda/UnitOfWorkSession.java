// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.ProcessNews;
import io.millrace.engine.internal.UnitOfWork;
import io.millrace.engine.internal.store.StoreMapper;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * Millrace's rows in the process engine's own transaction: collected during a command, written when
 * the engine flushes. Statements of the engine's batch are flushed before and after, since its
 * batch counts its own results.
 */
final class UnitOfWorkSession implements Session {
  private final SqlSession sql;
  private final UnitOfWork unit;
  private final Consumer<UnitOfWork.Left> afterCommit;

  private UnitOfWorkSession(
      SqlSession sql, UnitOfWork unit, Consumer<UnitOfWork.Left> afterCommit) {
    this.sql = sql;
    this.unit = unit;
    this.afterCommit = afterCommit;
  }

  /** The unit of work of the running command. */
  static UnitOfWork current() {
    CommandContext command = Context.getCommandContext();
    command.getDbSqlSession(); // open it first: sessions must not join while they are flushed
    return command.getSession(UnitOfWorkSession.class).unit;
  }

  /** The texts of the engine's tables, in the running command's transaction. */
  static EngineTexts engineTexts() {
    return Context.getCommandContext()
        .getDbSqlSession()
        .getSqlSession()
        .getMapper(EngineTexts.class);
  }

  /** What the running command tells of processes goes here. */
  static ProcessNews news() {
    return current().news();
  }

  @Override
  public void flush() {
    sql.flushStatements();
    UnitOfWork.Left left = unit.flush();
    if (left.any()) {
      Context.getCommandContext()
          .getTransactionContext()
          .addTransactionListener(TransactionState.COMMITTED, context -> afterCommit.accept(left));
    }
    sql.flushStatements();
  }

  @Override
  public void close() {
    // the engine owns the database session
  }

  /** Opens one session for each command that needs one. */
  static final class Factory implements SessionFactory {
    private final Function<StoreMapper, UnitOfWork> units;
    private final Consumer<UnitOfWork.Left> afterCommit;

    Factory(Function<StoreMapper, UnitOfWork> units, Consumer<UnitOfWork.Left> afterCommit) {
      this.units = units;
      this.afterCommit = afterCommit;
    }

    @Override
    public Class<?> getSessionType() {
      return UnitOfWorkSession.class;
    }

    @Override
    public Session openSession() {
      SqlSession sql = Context.getCommandContext().getDbSqlSession().getSqlSession();
      UnitOfWork unit = units.apply(sql.getMapper(StoreMapper.class));
      return new UnitOfWorkSession(sql, unit, afterCommit);
    }
  }
}
