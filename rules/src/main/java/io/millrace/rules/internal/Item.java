package io.millrace.rules.internal;

import io.millrace.model.DemandSource;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.rules.BuiltInOptions;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The work item as rules see it: its facts, its text and the pack's tables. Rules ask it questions
 * in their conditions; every question has a plain wording, which explanations collect.
 *
 * <p>Its content is immutable. One evaluation uses it, on one thread.
 */
public final class Item {
  private static final double CRC_RANGE = 0x1p32;

  private final Facts facts;
  private final PackData data;
  private final @Nullable Questions asked;
  private @Nullable Text text;
  private @Nullable Map<String, String> textFacts;

  Item(Facts facts, PackData data) {
    this(facts, data, null);
  }

  private Item(Facts facts, PackData data, @Nullable Questions asked) {
    this.facts = facts;
    this.data = data;
    this.asked = asked;
  }

  /** An item that notes each question. */
  static Item asking(Facts facts, PackData data, Questions asked) {
    return new Item(facts, data, asked);
  }

  // ---- questions about the text ----

  /** Whether title or description hold the word (lower case; a plural in -s counts). */
  public boolean mentions(String word) {
    if (asked != null) {
      asked.anyWord(word);
    }
    return text().has(word);
  }

  /** Whether title or description hold one of the words. */
  public boolean mentions(String a, String b) {
    if (asked != null) {
      asked.anyWord(a, b);
    }
    Text words = text();
    return words.has(a) || words.has(b);
  }

  /** Whether title or description hold one of the words. */
  public boolean mentions(String a, String b, String c) {
    if (asked != null) {
      asked.anyWord(a, b, c);
    }
    Text words = text();
    return words.has(a) || words.has(b) || words.has(c);
  }

  /** Whether title or description hold one of the words. */
  public boolean mentions(String a, String b, String c, String d) {
    if (asked != null) {
      asked.anyWord(a, b, c, d);
    }
    Text words = text();
    return words.has(a) || words.has(b) || words.has(c) || words.has(d);
  }

  /** Whether title or description hold one of the words. */
  public boolean mentions(String a, String b, String c, String d, String e) {
    if (asked != null) {
      asked.anyWord(a, b, c, d, e);
    }
    Text words = text();
    return words.has(a) || words.has(b) || words.has(c) || words.has(d) || words.has(e);
  }

  /** Whether title or description hold one of the words. */
  public boolean mentions(String a, String b, String c, String d, String e, String f) {
    if (asked != null) {
      asked.anyWord(a, b, c, d, e, f);
    }
    Text words = text();
    return words.has(a)
        || words.has(b)
        || words.has(c)
        || words.has(d)
        || words.has(e)
        || words.has(f);
  }

  /** Whether title or description hold the two words, one after the other. */
  public boolean says(String first, String second) {
    if (asked != null) {
      asked.phrase(first, second);
    }
    return text().has(first, second);
  }

  /** Whether title or description hold the three words, one after the other. */
  public boolean says(String first, String second, String third) {
    if (asked != null) {
      asked.phrase(first, second, third);
    }
    return text().has(first, second, third);
  }

  // ---- questions about facts ----

  /** Whether the fact is known and not blank. */
  public boolean has(String fact) {
    ask("there is a fact", fact);
    return !raw(fact).isBlank();
  }

  /** Whether the fact is exactly this text. */
  public boolean is(String fact, String value) {
    if (asked != null) {
      asked.other("the fact '" + fact + "' is " + value);
    }
    return raw(fact).equals(value);
  }

  /** Whether the fact is true: the truth value, or the text in any case. */
  public boolean isTrue(String fact) {
    ask("it is true:", fact);
    return truth(fact);
  }

  /** Whether the fact is not known. */
  public boolean lacks(String fact) {
    ask("it is not known:", fact);
    return !facts.has(fact);
  }

  /** Whether the fact names a {@link Kind}, in any case. */
  public boolean namesKind(String fact) {
    ask("a kind of work is named by the fact", fact);
    return kind(fact) != null;
  }

  /** Whether nobody has asked yet: a monitoring event. */
  public boolean isFromMonitoring() {
    if (asked != null) {
      asked.other("it comes from monitoring");
    }
    return raw("source").equals(DemandSource.MONITORING.name());
  }

  /** Whether its priority is the most important level of the matrix. */
  public boolean isTopPriority() {
    if (asked != null) {
      asked.other("its priority is the top level, " + data.matrix().topLevel());
    }
    return raw("priority_level").equals(data.matrix().topLevel());
  }

  /** Whether the routing table has a team for the category in the fact. */
  public boolean isRouted(String fact) {
    ask("the routing table has a team for the category in the fact", fact);
    return data.routes().containsKey(BuiltInOptions.key(raw(fact)));
  }

  /** Whether the item is in the sample that is asked for feedback. */
  public boolean isSampled() {
    if (asked != null) {
      asked.other("its id falls into the sample of " + data.feedbackRate());
    }
    return data.feedbackRate() > 0
        && facts.has("id")
        && hash(raw("id")) / CRC_RANGE < data.feedbackRate();
  }

  // ---- values for proposals ----

  /** The fact as text; empty if it is not known. */
  public String value(String fact) {
    ask("a value is given by the fact", fact);
    return raw(fact);
  }

  /** The kind's name that the fact names; only after {@link #namesKind}. */
  public String kindName(String fact) {
    ask("a kind of work is given by the fact", fact);
    Kind kind = kind(fact);
    return kind == null ? raw(fact) : kind.name();
  }

  /** What the matrix says. */
  public Cell cell() {
    ask("the matrix has a level for the fact", "impact");
    return data.matrix().find(facts.values().get("impact"), facts.values().get("urgency"));
  }

  /** The team for the category in the fact; only after {@link #isRouted}. */
  public String team(String fact) {
    ask("a team is given by the fact", fact);
    return data.routes().getOrDefault(BuiltInOptions.key(raw(fact)), data.defaultTeam());
  }

  /** The team for everything else. */
  public String defaultTeam() {
    return data.defaultTeam();
  }

  /** The named facts that are known, as text: what a rule has read. */
  public Map<String, String> read(String fact) {
    ask("something is known as the fact", fact);
    Object value = facts.values().get(fact);
    return value == null ? Map.of() : Map.of(fact, value.toString());
  }

  /** The named facts that are known, as text: what a rule has read. */
  public Map<String, String> read(String first, String second) {
    ask("something is known as the fact", first);
    Object one = facts.values().get(first);
    Object two = facts.values().get(second);
    if (one == null || two == null) {
      return one == null ? read(second) : read(first);
    }
    return Map.of(first, one.toString(), second, two.toString());
  }

  /** The named facts that are known, as text: what a rule has read. */
  public Map<String, String> read(String first, String second, String third) {
    Map<String, String> known = new LinkedHashMap<>(read(first, second));
    known.putAll(read(third));
    return Collections.unmodifiableMap(known);
  }

  /** Title and description: what every text rule has read. */
  Map<String, String> textFacts() {
    Map<String, String> known = textFacts;
    if (known == null) {
      known = read("title", "description");
      textFacts = known;
    }
    return known;
  }

  Text text() {
    Text words = text;
    if (words == null) {
      words = new Text(raw("title"), raw("description"));
      text = words;
    }
    return words;
  }

  private boolean truth(String fact) {
    Object value = facts.values().get(fact);
    return value != null
        && (value.equals(Boolean.TRUE) || "true".equalsIgnoreCase(value.toString()));
  }

  private @Nullable Kind kind(String fact) {
    String name = raw(fact).strip().toUpperCase(Locale.ROOT);
    for (Kind kind : name.isEmpty() ? new Kind[0] : Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  private static long hash(String id) {
    CRC32 crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private String raw(String fact) {
    Object value = facts.values().get(fact);
    return value == null ? "" : value.toString();
  }

  private void ask(String question, String fact) {
    if (asked != null) {
      asked.other(question + " '" + fact + "'");
    }
  }
}
