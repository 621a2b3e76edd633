// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;

/** A row, or the begin or end of an item, at the time at which it counts. */
record Placed(LogEvent.Kind kind, Instant occurredAt, LogItem item, RawEvent raw) {

  /** Time, then begin before rows before end, then the log's own order, then the line. */
  static final Comparator<Placed> BY_TIME =
      Comparator.comparing(Placed::occurredAt)
          .thenComparing(Placed::kind)
          .thenComparingLong(placed -> placed.raw.orderHint())
          .thenComparingLong(placed -> placed.raw.ordinal());

  private static final LogEvent.Kind[] KINDS = LogEvent.Kind.values();
  private static final Codec<LogItem> ITEM = new ItemCodec();

  static final Codec<Placed> CODEC =
      new Codec<>() {
        @Override
        public void write(Placed value, DataOutputStream out) throws IOException {
          out.writeByte(value.kind.ordinal());
          Codec.writeInstant(out, value.occurredAt);
          ITEM.write(value.item, out);
          RawEvent.CODEC.write(value.raw, out);
        }

        @Override
        public Placed read(DataInputStream in) throws IOException {
          LogEvent.Kind kind = KINDS[in.readByte()];
          Instant occurredAt = Codec.readInstant(in);
          LogItem item = ITEM.read(in);
          return new Placed(kind, occurredAt, item, RawEvent.CODEC.read(in));
        }

        @Override
        public int weight(Placed value) {
          return 300 + RawEvent.CODEC.weight(value.raw);
        }
      };

  LogEvent toEvent(long position, Attributes names) throws IOException {
    return new LogEvent(
        position,
        kind,
        item,
        occurredAt,
        kind == LogEvent.Kind.RECORDED ? raw.at() : occurredAt,
        raw.line(),
        raw.orderHint(),
        raw.state(),
        raw.group(),
        raw.person(),
        names.unpack(raw.attributes()));
  }
}
