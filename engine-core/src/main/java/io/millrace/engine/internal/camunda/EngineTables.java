// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.List;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * What a migration has to know of an instance before the engine moves it. The engine's own services
 * would keep what they read for the rest of the transaction, and a migration after that leaves an
 * execution behind that never ends; these statements leave no trace.
 */
interface EngineTables {

  /** The innermost places of an instance, as the ids of their elements. */
  @Select(
      """
      select e.ACT_ID_ from ACT_RU_EXECUTION e
      where e.PROC_INST_ID_ = #{instance} and e.ACT_ID_ is not null and e.IS_EVENT_SCOPE_ = #{no}
        and not exists (select 1 from ACT_RU_EXECUTION c where c.PARENT_ID_ = e.ID_)
      order by e.ACT_ID_
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<String> places(@Param("instance") String instance, @Param("no") boolean no);

  /** The variables of an instance as a whole, without those of single steps. */
  @Select(
      """
      select NAME_, TEXT_ from ACT_RU_VARIABLE where EXECUTION_ID_ = #{instance}
        and TASK_ID_ is null
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<Variable> variables(@Param("instance") String instance);

  /** A variable, and its value if that is a text. */
  record Variable(String name, @Nullable String text) {}
}
