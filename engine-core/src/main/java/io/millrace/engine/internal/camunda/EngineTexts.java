// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.List;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/**
 * Texts in the engine's tables that people or handlers wrote. The engine has no service that
 * changes its history, and its services for variables would keep the old value as history. Names of
 * tables and columns come from {@link TextErasure} alone.
 */
interface EngineTexts {

  /** A text of a stream instance, by the key of its row. */
  record Cell(String id, String instance, String text) {}

  /** Bytes that are a text, by the key of their row. */
  record Bytes(String id, String instance, byte[] content) {}

  @Select(
      """
      <script>
      select ID_, ${key}, ${column} from ${table} where ${column} is not null and ${key} in
      <foreach item="one" collection="instances" open="(" separator="," close=")">#{one}</foreach>
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<Cell> cells(
      @Param("table") String table,
      @Param("key") String key,
      @Param("column") String column,
      @Param("instances") List<String> instances);

  /** Changes a text of the history. */
  @Update("update ${table} set ${column} = #{text} where ID_ = #{id}")
  void write(
      @Param("table") String table,
      @Param("column") String column,
      @Param("id") String id,
      @Param("text") String text);

  /** Changes a text of what still runs: whoever changes the row at the same time does so again. */
  @Update("update ${table} set ${column} = #{text}, REV_ = REV_ + 1 where ID_ = #{id}")
  void writeRunning(
      @Param("table") String table,
      @Param("column") String column,
      @Param("id") String id,
      @Param("text") String text);

  /** The details of failures that a table refers to. */
  @Select(
      """
      <script>
      select b.ID_, t.${key}, b.BYTES_ from ACT_GE_BYTEARRAY b join ${table} t
        on t.${column} = b.ID_
      where t.${key} in
      <foreach item="one" collection="instances" open="(" separator="," close=")">#{one}</foreach>
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<Bytes> details(
      @Param("table") String table,
      @Param("key") String key,
      @Param("column") String column,
      @Param("instances") List<String> instances);

  @Update("update ACT_GE_BYTEARRAY set BYTES_ = #{content}, REV_ = REV_ + 1 where ID_ = #{id}")
  void writeBytes(@Param("id") String id, @Param("content") byte[] content);
}
