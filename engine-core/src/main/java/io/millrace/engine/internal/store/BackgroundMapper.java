// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** What policies may want to know of a work item besides its facts. */
public interface BackgroundMapper {

  /** What the policies answered about a work item, oldest first. */
  @Select(
      """
      select d.POINT, d.OUTPUTS from MR_DECISION d
      where d.ITEM_KEY = #{key} order by d.DECISION_KEY
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<AnswersRow> answersOf(@Param("key") UUID itemKey);

  /** How many work items of a tenant of a class are open, one of them left out. */
  @Select(
      """
      select count(*) from MR_WORK_ITEM w
      where w.TENANT = #{tenant} and w.CLASS_RANK = #{rank} and w.STATE = 'OPEN'
        and w.ITEM_KEY <> #{except}
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  int countOpen(
      @Param("tenant") String tenant, @Param("rank") int classRank, @Param("except") UUID except);
}
