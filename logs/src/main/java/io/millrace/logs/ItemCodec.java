// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** How items lie in the work folder. */
final class ItemCodec implements Codec<LogItem> {
  @Override
  public void write(LogItem item, DataOutputStream out) throws IOException {
    Codec.writeText(out, item.id());
    Codec.writeInstant(out, item.openedAt());
    Codec.writeInstant(out, item.resolvedAt());
    Codec.writeInstant(out, item.closedAt());
    Codec.writeInstant(out, item.endedAt());
    out.writeLong(item.rows());
  }

  @Override
  public LogItem read(DataInputStream in) throws IOException {
    String id = Codec.readText(in);
    Instant openedAt = Codec.readInstant(in);
    Instant resolvedAt = Codec.readNullableInstant(in);
    Instant closedAt = Codec.readNullableInstant(in);
    Instant endedAt = Codec.readInstant(in);
    return new LogItem(id, openedAt, resolvedAt, closedAt, endedAt, in.readLong());
  }

  @Override
  public int weight(LogItem item) {
    return 200 + item.id().length();
  }
}
