// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.util.List;
import java.util.Set;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements on versions of value streams. Each of them names its tenant. */
public interface StreamMapper {

  String STREAM_VERSION =
      """
      select v.TENANT, v.STREAM, v.VERSION, v.DIGEST, s.ENGINE_DEFINITION, v.FILE_NAME,
        v.DEPLOYED_AT, v.DEPLOYED_BY
      from MR_STREAM_VERSION v join MR_STREAM s on s.STREAM = v.STREAM and s.DIGEST = v.DIGEST
      """;

  /** Keeps others from installing versions until the transaction ends. */
  @Select("select ID from MR_STREAM_LOCK where ID = 1 for update")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  int lockStreams();

  @Select("select ENGINE_DEFINITION from MR_STREAM where STREAM = #{stream} and DIGEST = #{digest}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable String findDefinition(@Param("stream") String stream, @Param("digest") String digest);

  @Insert(
      """
      insert into MR_STREAM (STREAM, DIGEST, ENGINE_DEFINITION, DEPLOYED_AT)
      values (#{stream}, #{digest}, #{engineDefinition}, #{deployedAt})
      """)
  void insertStream(StreamRow row);

  @Select(STREAM_VERSION + "where v.TENANT = #{tenant}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<StreamVersionRow> allVersions(@Param("tenant") String tenant);

  @Select(
      STREAM_VERSION
          + "where v.TENANT = #{tenant} and v.STREAM = #{stream} order by v.VERSION desc")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<StreamVersionRow> versions(@Param("tenant") String tenant, @Param("stream") String stream);

  /** The versions that a tenant has put in force, one for each stream. */
  @Select(
      STREAM_VERSION
          + """
          join MR_STREAM_CHANGE c
            on c.TENANT = v.TENANT and c.STREAM = v.STREAM and c.VERSION = v.VERSION
          where c.TENANT = #{tenant} and not exists (
            select 1 from MR_STREAM_CHANGE d
            where d.TENANT = c.TENANT and d.STREAM = c.STREAM and d.SEQUENCE > c.SEQUENCE)
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<StreamVersionRow> inForce(@Param("tenant") String tenant);

  @Insert(
      """
      insert into MR_STREAM_VERSION (TENANT, STREAM, VERSION, DIGEST, FILE_NAME, DEPLOYED_AT,
        DEPLOYED_BY)
      values (#{tenant}, #{stream}, #{version}, #{digest}, #{fileName}, #{deployedAt},
        #{deployedBy})
      """)
  void insertStreamVersion(StreamVersionRow row);

  @Insert(
      """
      insert into MR_STREAM_CHANGE (TENANT, SEQUENCE, STREAM, VERSION, CHANGED_AT, CHANGED_BY)
      values (#{tenant}, #{sequence}, #{stream}, #{version,jdbcType=INTEGER}, #{changedAt},
        #{changedBy})
      """)
  void insertStreamChange(StreamChangeRow row);

  /** The sequence of each tenant's last change; tenants without one are left out. */
  @Select(
      """
      <script>
      select TENANT, max(SEQUENCE) from MR_STREAM_CHANGE where TENANT in
      <foreach item="tenant" collection="tenants" open="(" separator="," close=")">
      #{tenant}</foreach>
      group by TENANT
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<LastStreamChange> lastStreamChanges(@Param("tenants") Set<String> tenants);

  @Select(
      """
      select i.DIGEST, count(*) from MR_STREAM_INSTANCE i join MR_WORK_ITEM w
        on w.ITEM_KEY = i.ITEM_KEY
      where i.STREAM = #{stream} and i.ENDED_AT is null and w.TENANT = #{tenant}
      group by i.DIGEST
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<RunningCount> countRunning(@Param("tenant") String tenant, @Param("stream") String stream);

  /** Running instances of some versions of a stream, in the order of their ids. */
  @Select(
      """
      <script>
      select i.ENGINE_ID, w.ID, i.DIGEST from MR_STREAM_INSTANCE i join MR_WORK_ITEM w
        on w.ITEM_KEY = i.ITEM_KEY
      where i.STREAM = #{stream} and i.ENDED_AT is null and w.TENANT = #{tenant}
        and i.ENGINE_ID &gt; #{after} and i.DIGEST in
      <foreach item="digest" collection="digests" open="(" separator="," close=")">
      #{digest}</foreach>
      order by i.ENGINE_ID fetch first #{limit} rows only
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<RunningInstance> running(
      @Param("tenant") String tenant,
      @Param("stream") String stream,
      @Param("digests") Set<String> digests,
      @Param("after") String after,
      @Param("limit") int limit);

  /** The digest of an instance's model; null if the instance has ended. */
  @Select("select DIGEST from MR_STREAM_INSTANCE where ENGINE_ID = #{id} and ENDED_AT is null")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable String digestOfRunning(@Param("id") String engineId);

  /** Lets an instance go on on another version of its stream. */
  @Update("update MR_STREAM_INSTANCE set DIGEST = #{digest} where ENGINE_ID = #{id}")
  void moveInstance(@Param("id") String engineId, @Param("digest") String digest);

  /** Lets a step run go on as a step of another version of its stream. */
  @Update(
      """
      update MR_STEP_RUN set DEFINITION = #{definition}, STEP = #{step} where RUN_KEY = #{runKey}
      """)
  void moveRun(RunRow row);
}
