// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Facts;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.Question.AnyWord;
import io.millrace.rules.internal.Question.Phrase;
import io.millrace.rules.internal.RuleProbe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words and phrases that rules look for in the text. Each is an atom; one may bring others with
 * it: a phrase its words, "passwords" the word "password". What brings what is found by asking a
 * real item. Separated by a word that no rule looks for, atoms do not form new phrases, so a set of
 * atoms brings exactly what each of them brings. Immutable after it was made.
 */
final class TextAtoms {
  private static final List<String> FILLERS = List.of("and", "also", "then", "with", "plus");

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  private final List<Question> atoms = new ArrayList<>();
  private final Map<Question, Integer> places = new HashMap<>();

  /** For each atom the atoms that it brings, itself included. */
  private final List<BitSet> brings = new ArrayList<>();

  /** For each atom the atoms that bring it. */
  private final List<List<Integer>> broughtBy = new ArrayList<>();

  private final BitSet impossible = new BitSet();
  private final String filler;

  TextAtoms(Collection<Question> questions, RuleProbe probe) {
    questions.forEach(this::collect);
    Map<String, List<Integer>> byFirstWord = new HashMap<>();
    for (int atom = 0; atom < atoms.size(); atom++) {
      broughtBy.add(new ArrayList<>());
      String first = words(atoms.get(atom)).get(0);
      byFirstWord.computeIfAbsent(first, one -> new ArrayList<>()).add(atom);
    }
    for (int atom = 0; atom < atoms.size(); atom++) {
      BitSet brought = brought(atom, byFirstWord, probe);
      for (int other = brought.nextSetBit(0); other >= 0; other = brought.nextSetBit(other + 1)) {
        broughtBy.get(other).add(atom);
      }
      brings.add(brought);
      impossible.set(atom, !brought.get(atom));
    }
    filler = filler();
  }

  /** What the atom brings: only atoms that begin with one of its words need to be tried. */
  private BitSet brought(int atom, Map<String, List<Integer>> byFirstWord, RuleProbe probe) {
    DefaultItem item = probe.item(Facts.of("title", form(atom)), Items.AT);
    BitSet brought = new BitSet();
    brought.set(atom, item.test(atoms.get(atom)));
    for (String word : NO_WORD.split(form(atom).toLowerCase(Locale.ROOT), -1)) {
      String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
      for (String first : Stream.of(word, singular).distinct().toList()) {
        for (int other : byFirstWord.getOrDefault(first, List.of())) {
          if (item.test(atoms.get(other))) {
            brought.set(other);
          }
        }
      }
    }
    return brought;
  }

  /** The atoms of which one has to be there if the question holds. */
  BitSet anyOf(Question question) {
    BitSet any = new BitSet();
    split(question).forEach(atom -> any.set(Objects.requireNonNull(places.get(atom))));
    any.andNot(impossible);
    return any;
  }

  /** The atoms that may not be there if none of the given ones is. */
  BitSet blockedWithout(BitSet without) {
    BitSet blocked = new BitSet();
    without.stream().forEach(atom -> broughtBy.get(atom).forEach(blocked::set));
    return blocked;
  }

  /** That the text has no atom but one of each of the sets, and what these bring. */
  Limit nothingBut(List<BitSet> oneOfEach) {
    BitSet there = choose(oneOfEach);
    BitSet brought = new BitSet();
    there.stream().forEach(atom -> brought.or(brings.get(atom)));
    BitSet others = all();
    others.andNot(brought);
    BitSet blocked = all();
    brought.stream().filter(atom -> !brings.get(atom).intersects(others)).forEach(blocked::clear);
    return new Limit.TextLacks(others, blocked);
  }

  /**
   * A text in which, of each of the sets, an atom is there, and nothing that these do not bring.
   */
  String text(List<BitSet> oneOfEach) {
    return choose(oneOfEach).stream()
        .mapToObj(this::form)
        .collect(Collectors.joining(" " + filler + " "));
  }

  private BitSet choose(List<BitSet> oneOfEach) {
    BitSet chosen = new BitSet();
    BitSet brought = new BitSet();
    for (BitSet any : oneOfEach) {
      if (!any.intersects(brought)) {
        int atom = any.nextSetBit(0);
        chosen.set(atom);
        brought.or(brings.get(atom));
      }
    }
    return chosen;
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, atoms.size());
    return all;
  }

  private void collect(Question question) {
    for (Question atom : split(question)) {
      if (places.putIfAbsent(atom, atoms.size()) == null) {
        atoms.add(atom);
      }
    }
  }

  private static List<Question> split(Question question) {
    if (question instanceof AnyWord any) {
      return any.words().stream().<Question>map(word -> new AnyWord(List.of(word))).toList();
    }
    return List.of(question);
  }

  private String form(int atom) {
    return String.join(" ", words(atoms.get(atom)));
  }

  private static List<String> words(Question atom) {
    return atom instanceof Phrase phrase ? phrase.words() : ((AnyWord) atom).words();
  }

  private String filler() {
    Set<String> taken = new HashSet<>();
    atoms.forEach(atom -> taken.addAll(words(atom)));
    String found = FILLERS.stream().filter(one -> !taken.contains(one)).findFirst().orElse("x");
    while (taken.contains(found)) {
      found += "x";
    }
    return found;
  }
}
