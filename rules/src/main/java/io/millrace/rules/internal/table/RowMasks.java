// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.internal.AskedItem;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.PackData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a small table that match: each fact has one bit for each row that its value
 * lets through, and the bits of all facts together are the answer. What a missing fact and each
 * text let through is known beforehand, so that most facts cost one look-up. Immutable and
 * thread-safe.
 */
final class RowMasks {
  /** Above this the bits of all texts would take more room than they are worth. */
  static final int MOST_ROWS = 256;

  /** Conditions of tables ask for facts alone. */
  private static final PackData NO_DATA = new PackData(BuiltInOptions.defaults());

  private final long[] all;
  private final FactMasks[] facts;
  private final List<Integer> asking = new ArrayList<>();
  private final TableRow[] rows;

  private RowMasks(List<TableRow> rows) {
    this.rows = rows.toArray(TableRow[]::new);
    all = new long[(rows.size() + Long.SIZE - 1) / Long.SIZE];
    Map<String, List<@Nullable List<Condition>>> byFact = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      all[i >> 6] |= 1L << i;
      for (Condition condition : rows.get(i).tests()) {
        String fact = condition.fact();
        if (fact == null) {
          if (asking.isEmpty() || asking.get(asking.size() - 1) != i) {
            asking.add(i);
          }
        } else {
          List<@Nullable List<Condition>> conditions =
              byFact.computeIfAbsent(fact, key -> nothing(rows.size()));
          List<Condition> ofRow = conditions.get(i);
          if (ofRow == null) {
            ofRow = new ArrayList<>();
            conditions.set(i, ofRow);
          }
          ofRow.add(condition);
        }
      }
    }
    facts =
        byFact.entrySet().stream()
            .map(entry -> new FactMasks(entry.getKey(), entry.getValue()))
            .toArray(FactMasks[]::new);
  }

  /** For a table of these rows; null if it has too many. */
  static @Nullable RowMasks find(List<TableRow> rows) {
    return rows.size() > MOST_ROWS ? null : new RowMasks(rows);
  }

  /** The rows that match, as bits. */
  long[] matching(AskedItem item) {
    long[] left = all.clone();
    for (FactMasks fact : facts) {
      fact.narrow(left, item);
    }
    for (int i = 0; i < asking.size(); i++) { // the text, last: it costs most
      int row = asking.get(i);
      if ((left[row >> 6] & 1L << row) != 0 && !rows[row].matches(item)) {
        left[row >> 6] &= ~(1L << row);
      }
    }
    return left;
  }

  private static List<@Nullable List<Condition>> nothing(int size) {
    List<@Nullable List<Condition>> nothing = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      nothing.add(null);
    }
    return nothing;
  }

  /** What the values of one fact let through. */
  private final class FactMasks {
    private final String fact;
    private final List<@Nullable List<Condition>> conditions;
    private final boolean textsOnly;
    private final long[] missing;
    private final long[] otherText;
    private final Map<String, long[]> byText = new HashMap<>();

    FactMasks(String fact, List<@Nullable List<Condition>> conditions) {
      this.fact = fact;
      this.conditions = conditions;
      missing = mask(new DefaultItem(Facts.none(), NO_DATA, Instant.EPOCH));
      Set<String> texts = new LinkedHashSet<>();
      boolean known = true;
      for (List<Condition> ofRow : conditions) {
        for (Condition condition : ofRow == null ? List.<Condition>of() : ofRow) {
          known &= condition.collectTexts(texts);
        }
      }
      textsOnly = known;
      otherText = mask(item(other(texts)));
      for (String text : texts) {
        byText.put(text, mask(item(text)));
      }
    }

    void narrow(long[] left, AskedItem item) {
      if (!item.has(fact)) {
        and(left, missing);
      } else if (textsOnly) {
        long[] found = byText.get(RowIndex.folded(item.value(fact)));
        and(left, found == null ? otherText : found);
      } else {
        and(left, mask(item, left));
      }
    }

    private long[] mask(AskedItem item) {
      return mask(item, all);
    }

    private long[] mask(AskedItem item, long[] left) {
      long[] mask = all.clone();
      for (int row = 0; row < rows.length; row++) {
        List<Condition> ofRow = conditions.get(row);
        if (ofRow != null && (left[row >> 6] & 1L << row) != 0 && !hold(ofRow, item)) {
          mask[row >> 6] &= ~(1L << row);
        }
      }
      return mask;
    }

    private DefaultItem item(String text) {
      return new DefaultItem(Facts.of(fact, text), NO_DATA, Instant.EPOCH);
    }

    private static boolean hold(List<Condition> conditions, AskedItem item) {
      for (int i = 0; i < conditions.size(); i++) {
        if (!conditions.get(i).test(item)) {
          return false;
        }
      }
      return true;
    }

    /** A text that none of the conditions names. */
    private static String other(Set<String> texts) {
      StringBuilder other = new StringBuilder("other");
      while (texts.contains(other.toString())) {
        other.append('x');
      }
      return other.toString();
    }
  }

  private static void and(long[] left, long[] mask) {
    for (int i = 0; i < left.length; i++) {
      left[i] &= mask[i];
    }
  }
}
