// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of policy packs. Each of them names its tenant. */
public interface PackMapper {

  String PACK =
      """
      select p.TENANT, p.ID, p.VERSION, p.DIGEST, p.SIZE, p.ADDED_AT, p.ADDED_BY from MR_PACK p
      """;

  String ACTIVATION =
      """
      select a.TENANT, a.SEQUENCE, a.KIND, a.PACK_ID, a.PACK_VERSION, a.PACK_DIGEST,
        a.EFFECTIVE_FROM, a.RECORDED_AT, a.ACTOR, a.REASON, a.RESTORES, a.COMMAND_ID, a.FINGERPRINT
      from MR_PACK_ACTIVATION a
      """;

  String LATEST_FIRST = " order by a.EFFECTIVE_FROM desc, a.SEQUENCE desc ";

  @Insert(
      """
      insert into MR_PACK (TENANT, ID, VERSION, DIGEST, ZIP, SIZE, ADDED_AT, ADDED_BY)
      values (#{row.tenant}, #{row.id}, #{row.version}, #{row.digest}, #{zip}, #{row.size},
        #{row.addedAt}, #{row.addedBy})
      """)
  void insertPack(@Param("row") PackRow row, @Param("zip") byte[] zip);

  @Select(PACK + "where p.TENANT = #{tenant} and p.ID = #{id} and p.VERSION = #{version}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable PackRow findPack(
      @Param("tenant") String tenant, @Param("id") String id, @Param("version") String version);

  @Select(PACK + "where p.TENANT = #{tenant} and p.DIGEST = #{digest}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable PackRow findPackByDigest(
      @Param("tenant") String tenant, @Param("digest") String digest);

  @Select(
      """
      select DIGEST, ZIP from MR_PACK
      where TENANT = #{tenant} and ID = #{id} and VERSION = #{version}
      """)
  @Options(useCache = false, flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable PackContent findContent(
      @Param("tenant") String tenant, @Param("id") String id, @Param("version") String version);

  @Select(
      PACK
          + """
          where p.TENANT = #{tenant} order by p.ADDED_AT desc, p.ID, p.VERSION
          offset #{offset} rows fetch first #{limit} rows only
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<PackRow> packs(
      @Param("tenant") String tenant, @Param("offset") int offset, @Param("limit") int limit);

  @Select("select count(*) from MR_PACK where TENANT = #{tenant}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countPacks(@Param("tenant") String tenant);

  @Insert(
      """
      insert into MR_PACK_ACTIVATION (TENANT, SEQUENCE, KIND, PACK_ID, PACK_VERSION, PACK_DIGEST,
        EFFECTIVE_FROM, RECORDED_AT, ACTOR, REASON, RESTORES, COMMAND_ID, FINGERPRINT)
      values (#{tenant}, #{sequence}, #{kind}, #{packId,jdbcType=VARCHAR},
        #{packVersion,jdbcType=VARCHAR}, #{packDigest,jdbcType=VARCHAR}, #{effectiveFrom},
        #{recordedAt}, #{actor}, #{reason}, #{restores,jdbcType=BIGINT},
        #{commandId,jdbcType=VARCHAR}, #{fingerprint,jdbcType=VARCHAR})
      """)
  void insertActivation(ActivationRow row);

  @Select(ACTIVATION + "where a.TENANT = #{tenant} and a.SEQUENCE = #{sequence}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable ActivationRow findActivation(
      @Param("tenant") String tenant, @Param("sequence") long sequence);

  @Select(ACTIVATION + "where a.TENANT = #{tenant} and a.COMMAND_ID = #{command}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable ActivationRow findActivationByCommand(
      @Param("tenant") String tenant, @Param("command") String commandId);

  @Select(
      ACTIVATION
          + """
          where a.TENANT = #{tenant} order by a.SEQUENCE desc
          offset #{offset} rows fetch first #{limit} rows only
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<ActivationRow> activations(
      @Param("tenant") String tenant, @Param("offset") int offset, @Param("limit") int limit);

  @Select("select count(*) from MR_PACK_ACTIVATION where TENANT = #{tenant}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countActivations(@Param("tenant") String tenant);

  /** What has taken effect by an instant, the one in force first. */
  @Select(
      ACTIVATION
          + "where a.TENANT = #{tenant} and a.EFFECTIVE_FROM <= #{at}"
          + LATEST_FIRST
          + "fetch first #{limit} rows only")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<ActivationRow> activationsUntil(
      @Param("tenant") String tenant, @Param("at") Instant at, @Param("limit") int limit);

  /** What came right before an entry, in the order in which they take effect. */
  @Select(
      ACTIVATION
          + """
          where a.TENANT = #{row.tenant} and (a.EFFECTIVE_FROM < #{row.effectiveFrom}
            or a.EFFECTIVE_FROM = #{row.effectiveFrom} and a.SEQUENCE < #{row.sequence})
          """
          + LATEST_FIRST
          + "fetch first 1 rows only")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable ActivationRow activationBefore(@Param("row") ActivationRow row);

  /** What is to take effect after an instant, the next one first; one entry for each instant. */
  @Select(
      ACTIVATION
          + """
          where a.TENANT = #{tenant} and a.EFFECTIVE_FROM > #{at} and not exists (
            select 1 from MR_PACK_ACTIVATION b where b.TENANT = a.TENANT
              and b.EFFECTIVE_FROM = a.EFFECTIVE_FROM and b.SEQUENCE > a.SEQUENCE)
          order by a.EFFECTIVE_FROM fetch first #{limit} rows only
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<ActivationRow> activationsAfter(
      @Param("tenant") String tenant, @Param("at") Instant at, @Param("limit") int limit);

  /** The plans that stand after an instant, the next one first. */
  @Select(
      ACTIVATION
          + """
          where a.TENANT = #{tenant} and a.EFFECTIVE_FROM > #{at} and a.KIND = 'ACTIVATED'
            and not exists (
              select 1 from MR_PACK_ACTIVATION b where b.TENANT = a.TENANT
                and b.EFFECTIVE_FROM = a.EFFECTIVE_FROM and b.SEQUENCE > a.SEQUENCE)
          order by a.EFFECTIVE_FROM fetch first #{limit} rows only
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<ActivationRow> plansAfter(
      @Param("tenant") String tenant, @Param("at") Instant at, @Param("limit") int limit);

  @Select(
      """
      <script>
      select TENANT, max(SEQUENCE) from MR_PACK_ACTIVATION where TENANT in
      <foreach item="tenant" collection="tenants" open="(" separator="," close=")">#{tenant}</foreach>
      group by TENANT
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<LastActivation> lastActivations(@Param("tenants") Set<String> tenants);
}
