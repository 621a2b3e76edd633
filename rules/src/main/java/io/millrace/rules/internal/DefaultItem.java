// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.drl.Cell;
import io.millrace.rules.internal.change.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The item that is decided about. For one evaluation, on one thread. */
public final class DefaultItem extends AbstractItem {
  private static final double CRC_RANGE = 0x1p32;
  private static final double SECONDS_PER_HOUR = 3_600;

  private @Nullable Text text;
  private @Nullable Map<String, String> textFacts;

  /** The item with these facts, at this instant. */
  public DefaultItem(Facts facts, PackData data, Instant at) {
    this(facts, data, at, Map.of(), null);
  }

  private DefaultItem(
      Facts facts, PackData data, Instant at, Map<String, String> answers, @Nullable Text text) {
    super(facts, data, at, answers);
    this.text = text;
  }

  /** The same item, with answers of the decision that is being taken, by variable. */
  DefaultItem with(Map<String, String> answers) {
    return new DefaultItem(facts, data, at, answers, text);
  }

  @Override
  public boolean test(Question question) {
    if (question instanceof Question.AnyWord one) {
      return mentionsAny(one.words());
    } else if (question instanceof Question.Phrase phrase) {
      return text().has(phrase.words());
    } else if (question instanceof Question.Known known) {
      return has(known.fact());
    } else if (question instanceof Question.OneOf one) {
      return isAny(one.fact(), one.values());
    } else if (question instanceof Question.AtLeast bound) {
      return atLeast(bound.fact(), bound.number());
    } else if (question instanceof Question.Below bound) {
      return below(bound.fact(), bound.number());
    } else if (question instanceof Question.Above bound) {
      return number(bound.fact()) > bound.number();
    } else if (question instanceof Question.AtMost bound) {
      return number(bound.fact()) <= bound.number();
    } else if (question instanceof Question.Not not) {
      return !test(not.question());
    } else if (question instanceof Question.True truth) {
      return isTrue(truth.fact());
    } else if (question instanceof Question.InEmptyList) {
      return false;
    }
    throw new IllegalArgumentException("only the item's own method answers " + question);
  }

  // ---- questions about the text ----

  @Override
  public boolean mentions(String word) {
    return text().has(word);
  }

  @Override
  public boolean mentions(String a, String b) {
    Text words = text();
    return words.has(a) || words.has(b);
  }

  @Override
  public boolean mentions(String a, String b, String c) {
    Text words = text();
    return words.has(a) || words.has(b) || words.has(c);
  }

  @Override
  public boolean mentions(String a, String b, String c, String d) {
    Text words = text();
    return words.has(a) || words.has(b) || words.has(c) || words.has(d);
  }

  @Override
  public boolean mentions(String a, String b, String c, String d, String e) {
    Text words = text();
    return words.has(a) || words.has(b) || words.has(c) || words.has(d) || words.has(e);
  }

  @Override
  public boolean mentions(String a, String b, String c, String d, String e, String f) {
    Text words = text();
    return words.has(a)
        || words.has(b)
        || words.has(c)
        || words.has(d)
        || words.has(e)
        || words.has(f);
  }

  @Override
  public boolean says(String first, String second) {
    return text().has(first, second);
  }

  @Override
  public boolean says(String first, String second, String third) {
    return text().has(first, second, third);
  }

  @Override
  public boolean namesOneOf(String listFact) {
    return !named(listFact).isEmpty();
  }

  // ---- questions about facts ----

  @Override
  public boolean has(String fact) {
    Object value = values.get(fact);
    return value == null
        ? Derived.isPossible(fact, facts) && !Double.isNaN(number(fact))
        : !values.text(fact).isBlank();
  }

  @Override
  public boolean lacks(String fact) {
    return !has(fact);
  }

  @Override
  public boolean is(String fact, String value) {
    return same(raw(fact), value);
  }

  @Override
  public boolean isOneOf(String fact, String a, String b) {
    String text = raw(fact);
    return same(text, a) || same(text, b);
  }

  @Override
  public boolean isOneOf(String fact, String a, String b, String c) {
    return isOneOf(fact, a, b) || is(fact, c);
  }

  @Override
  public boolean isOneOf(String fact, String a, String b, String c, String d) {
    return isOneOf(fact, a, b) || isOneOf(fact, c, d);
  }

  @Override
  public boolean isTrue(String fact) {
    return truth(fact);
  }

  @Override
  public boolean atLeast(String fact, double number) {
    return number(fact) >= number;
  }

  @Override
  public boolean below(String fact, double number) {
    return number(fact) < number;
  }

  @Override
  public boolean namesKind(String fact) {
    return kind(fact) != null;
  }

  @Override
  public boolean isTopPriority() {
    return same(raw("priority_level"), topLevel());
  }

  /** The most important level of the matrix. */
  String topLevel() {
    return data.matrix().topLevel();
  }

  @Override
  public boolean isRouted(String fact) {
    return data.routes().containsKey(BuiltInOptions.key(raw(fact)));
  }

  @Override
  public boolean isSampled() {
    return data.feedbackRate() > 0
        && facts.has("id")
        && hash(raw("id")) / CRC_RANGE < data.feedbackRate();
  }

  // ---- values for proposals ----

  @Override
  public String value(String fact) {
    return raw(fact);
  }

  @Override
  public double number(String fact, double otherwise) {
    double number = number(fact);
    return Double.isNaN(number) ? otherwise : number;
  }

  @Override
  public String named(String listFact) {
    for (String name : Texts.of(values.get(listFact))) {
      List<String> words = Text.wordsOf(name);
      if (!words.isEmpty() && text().has(words)) {
        return name;
      }
    }
    return "";
  }

  @Override
  public String latestStart() {
    double hours = number("timeToStart");
    return Double.isNaN(hours)
        ? ""
        : at.plusSeconds(Math.round(hours * SECONDS_PER_HOUR)).toString();
  }

  @Override
  public String leastLoaded(String listFact) {
    String best = "";
    double least = Double.POSITIVE_INFINITY;
    for (String entry : Texts.of(values.get(listFact))) {
      int equals = entry.lastIndexOf('=');
      double load = equals < 1 ? Double.NaN : Derived.parse(entry.substring(equals + 1));
      if (load < least) {
        least = load;
        best = entry.substring(0, equals).strip();
      }
    }
    return best;
  }

  @Override
  public String kindName(String fact) {
    Kind kind = kind(fact);
    return kind == null ? raw(fact) : kind.name();
  }

  @Override
  public Cell cell() {
    return data.matrix().find(values.get("impact"), values.get("urgency"));
  }

  @Override
  public String team(String fact) {
    return data.routes().getOrDefault(BuiltInOptions.key(raw(fact)), data.defaultTeam());
  }

  @Override
  public String defaultTeam() {
    return data.defaultTeam();
  }

  @Override
  public Map<String, String> read(String fact) {
    Object value = values.get(fact);
    if (value == null) {
      return has(fact) ? Map.of(fact, values.text(fact)) : Map.of();
    }
    return Map.of(fact, value.toString());
  }

  @Override
  public Map<String, String> read(String first, String second) {
    String one = read(first).get(first);
    String two = read(second).get(second);
    if (one == null || two == null) {
      return one == null ? read(second) : read(first);
    }
    return Map.of(first, one, second, two);
  }

  @Override
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

  private boolean mentionsAny(List<String> anyOf) {
    Text words = text();
    for (int i = 0; i < anyOf.size(); i++) {
      if (words.has(anyOf.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isAny(String fact, List<String> values) {
    String text = raw(fact);
    for (int i = 0; i < values.size(); i++) {
      if (same(text, values.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The fact as a number, given or worked out; not a number if it is none. */
  double number(String fact) {
    return values.number(fact);
  }

  private static boolean same(String text, String value) {
    return text.equalsIgnoreCase(value) || text.strip().equalsIgnoreCase(value);
  }

  private boolean truth(String fact) {
    Object value = values.get(fact);
    return value != null && (value.equals(Boolean.TRUE) || same(value.toString(), "true"));
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
    return values.text(fact);
  }
}
