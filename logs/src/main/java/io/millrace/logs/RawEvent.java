// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One accepted row as it was read. The attributes stay packed until they are handed out, which
 * keeps the chunks that are sorted in memory small.
 */
@SuppressWarnings("ArrayRecordComponent")
record RawEvent(
    long ordinal,
    long line,
    long orderHint,
    String item,
    Instant at,
    String state,
    @Nullable String group,
    @Nullable String person,
    @Nullable Instant openedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    byte[] attributes) {

  /** All rows of an item together, in the order of the log. */
  static final Comparator<RawEvent> BY_ITEM =
      Comparator.comparing(RawEvent::item)
          .thenComparing(RawEvent::at)
          .thenComparingLong(RawEvent::orderHint)
          .thenComparingLong(RawEvent::ordinal);

  static final Codec<RawEvent> CODEC =
      new Codec<>() {
        @Override
        public void write(RawEvent event, DataOutputStream out) throws IOException {
          event.write(out);
        }

        @Override
        public RawEvent read(DataInputStream in) throws IOException {
          return RawEvent.read(in);
        }

        @Override
        public int weight(RawEvent event) {
          return 400 + event.attributes.length + event.item.length() + event.state.length();
        }
      };

  private void write(DataOutputStream out) throws IOException {
    out.writeLong(ordinal);
    out.writeLong(line);
    out.writeLong(orderHint);
    Codec.writeText(out, item);
    Codec.writeInstant(out, at);
    Codec.writeText(out, state);
    Codec.writeText(out, group);
    Codec.writeText(out, person);
    Codec.writeInstant(out, openedAt);
    Codec.writeInstant(out, resolvedAt);
    Codec.writeInstant(out, closedAt);
    out.writeInt(attributes.length);
    out.write(attributes);
  }

  private static RawEvent read(DataInputStream in) throws IOException {
    return new RawEvent(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Codec.readText(in),
        Codec.readInstant(in),
        Codec.readText(in),
        Codec.readNullableText(in),
        Codec.readNullableText(in),
        Codec.readNullableInstant(in),
        Codec.readNullableInstant(in),
        Codec.readNullableInstant(in),
        in.readNBytes(in.readInt()));
  }
}
