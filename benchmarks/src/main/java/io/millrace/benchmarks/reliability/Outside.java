// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.util.List;

/** What arrived outside, compared with what Millrace has recorded of its work. Thread-safe. */
final class Outside {
  private final Sql sql;

  Outside(Sql sql) {
    this.sql = sql;
  }

  /** Effects, repeated ones included. */
  long effects() {
    return sql.number("select count(*) from REC_EFFECT");
  }

  /** Automated steps that are done though their effect is missing. */
  List<String> missingEffects() {
    return sql.texts(
        """
        select r.RUN_KEY from MR_STEP_RUN r where r.HANDLER = 'record' and r.STATE = 'DONE'
          and not exists (select 1 from REC_EFFECT e where e.RUN = r.RUN_KEY)
        """);
  }

  /** Effects of steps that nobody knows. */
  List<String> strayEffects() {
    return sql.texts(
        """
        select e.RUN from REC_EFFECT e where not exists
          (select 1 from MR_STEP_RUN r where r.RUN_KEY = e.RUN)
        """);
  }

  /** Work items of which not every event has arrived, each number from 1 on. */
  List<String> missingEvents() {
    return sql.texts(
        """
        select w.ID from MR_WORK_ITEM w left join
          (select ITEM, count(distinct SEQUENCE) as N, max(SEQUENCE) as M from REC_EVENT group by ITEM) e
          on e.ITEM = w.ID
          where e.ITEM is null or e.N <> w.SEQUENCE or e.M <> w.SEQUENCE
        """);
  }

  /** Work items of which an event arrived for the first time before an earlier one had. */
  List<String> disorderedEvents() {
    return sql.texts(
        """
        select distinct x.ITEM from
          (select f.ITEM, f.FIRST, lag(f.FIRST) over (partition by f.ITEM order by f.SEQUENCE) as BEFORE
            from (select ITEM, SEQUENCE, min(ID) as FIRST from REC_EVENT group by ITEM, SEQUENCE) f) x
          where x.BEFORE > x.FIRST
        """);
  }

  /** Events that arrived under more than one id. */
  List<String> unstableIds() {
    return sql.texts(
        """
        select ITEM from REC_EVENT group by ITEM, SEQUENCE having count(distinct EVENT) > 1
        """);
  }

  /** Events that arrived, repeated ones included. */
  long events() {
    return sql.number("select count(*) from REC_EVENT");
  }

  /** Events that arrived again. */
  long repeatedEvents() {
    return sql.number("select count(*) - count(distinct EVENT) from REC_EVENT");
  }

  /** Adds what has to hold in any case. */
  void claim(Claims claims) {
    claims.none("automated steps done without their effect", missingEffects());
    claims.none("effects of unknown steps", strayEffects());
    claims.none("work items with an event missing", missingEvents());
    claims.none("work items with events out of order", disorderedEvents());
    claims.none("events whose id changed", unstableIds());
  }
}
