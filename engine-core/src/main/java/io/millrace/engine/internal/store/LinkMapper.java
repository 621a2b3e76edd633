// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.LinkRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements on what connects work items with one another and with people. */
public interface LinkMapper {

  @Insert(
      """
      insert into MR_LINK (LINK_KEY, ITEM_KEY, TYPE, TARGET, ACTOR, OCCURRED_AT, RECORDED_AT)
      values (#{linkKey}, #{itemKey}, #{type}, #{target}, #{actor}, #{occurredAt}, #{recordedAt})
      """)
  void insertLink(LinkRow row);

  /** The links of a work item, oldest first. */
  @Select(
      """
      select l.TYPE, l.TARGET, case when w.ITEM_KEY is null then false else true end as WORK_ITEM,
        l.ACTOR, l.OCCURRED_AT, l.RECORDED_AT
      from MR_LINK l left join MR_WORK_ITEM w on w.TENANT = #{tenant} and w.ID = l.TARGET
      where l.ITEM_KEY = #{key} order by l.LINK_KEY
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<LinkRecord> links(@Param("tenant") String tenant, @Param("key") UUID itemKey);

  @Select(
      """
      select count(*) from MR_LINK
      where ITEM_KEY = #{key} and TYPE = #{type} and TARGET = #{target}
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  int countLinks(
      @Param("key") UUID itemKey, @Param("type") String type, @Param("target") String target);

  /** Who did some steps of a work item. */
  @Select(
      """
      <script>
      select r.STEP, t.ASSIGNEE, t.ACTOR
      from MR_TRANSITION t join MR_STEP_RUN r on r.RUN_KEY = t.RUN_KEY
      where t.ITEM_KEY = #{key} and t.STATE = 'DONE' and r.STEP in
      <foreach item="step" collection="steps" open="(" separator="," close=")">#{step}</foreach>
      order by t.SEQUENCE
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<DoerRow> doers(@Param("key") UUID itemKey, @Param("steps") Collection<String> steps);

  @Delete("delete from MR_CATALOGUE_REQUEST where ITEM_KEY = #{key}")
  void deleteCatalogueRequest(@Param("key") UUID itemKey);

  @Insert(
      """
      insert into MR_CATALOGUE_REQUEST (ITEM_KEY, TENANT, REQUESTER, CATALOGUE_ITEM, OPENED_AT)
      values (#{itemKey}, #{tenant}, #{requester}, #{catalogueItem}, #{openedAt})
      """)
  void insertCatalogueRequest(CatalogueRequestRow row);

  /**
   * When a requester's other requests for the same were opened; what came to nothing is left out.
   */
  @Select(
      """
      select q.OPENED_AT
      from MR_CATALOGUE_REQUEST q join MR_WORK_ITEM w on w.ITEM_KEY = q.ITEM_KEY
      where q.REQUESTER = #{q.requester} and q.CATALOGUE_ITEM = #{q.catalogueItem}
        and q.TENANT = #{q.tenant} and q.OPENED_AT >= #{from} and q.OPENED_AT < #{to}
        and q.ITEM_KEY <> #{q.itemKey} and w.STATE <> 'CANCELLED'
        and (w.OUTCOME is null
          or w.OUTCOME not in ('declined', 'noModel', 'limitReached', 'cancelled'))
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<Instant> sameRequests(
      @Param("q") CatalogueRequestRow request,
      @Param("from") Instant from,
      @Param("to") Instant to);
}
