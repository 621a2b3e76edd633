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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words and phrases that rules look for in the text. Each is an atom; one may bring others with
 * it: a phrase its words, "passwords" the word "password". What brings what is found by asking a
 * real item. Separated by a word that no rule looks for, atoms do not form new phrases, so a set of
 * atoms brings exactly what each of them brings. Immutable after it was made.
 */
final class TextAtoms {
  private static final List<String> FILLERS = List.of("and", "also", "then", "with", "plus");

  private final List<Question> atoms = new ArrayList<>();
  private final Map<Question, Integer> places = new HashMap<>();

  /** For each atom the atoms that bring it. */
  private final List<BitSet> broughtBy = new ArrayList<>();

  private final BitSet impossible = new BitSet();
  private final String filler;

  TextAtoms(Collection<Question> questions, RuleProbe probe) {
    questions.forEach(this::collect);
    for (int i = 0; i < atoms.size(); i++) {
      broughtBy.add(new BitSet());
    }
    for (int from = 0; from < atoms.size(); from++) {
      DefaultItem item = probe.item(Facts.of("title", form(from)), Items.AT);
      for (int to = 0; to < atoms.size(); to++) {
        broughtBy.get(to).set(from, item.test(atoms.get(to)));
      }
      impossible.set(from, !broughtBy.get(from).get(from));
    }
    filler = filler();
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
    without.stream().forEach(atom -> blocked.or(broughtBy.get(atom)));
    return blocked;
  }

  /** That the text has no atom but one of each of the sets, and what these bring. */
  Limit nothingBut(List<BitSet> oneOfEach) {
    BitSet chosen = choose(oneOfEach);
    BitSet others = new BitSet();
    for (int atom = 0; atom < atoms.size(); atom++) {
      others.set(atom, !broughtBy.get(atom).intersects(chosen));
    }
    return new Limit.TextLacks(others, blockedWithout(others));
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
    for (BitSet any : oneOfEach) {
      boolean there = any.stream().anyMatch(wanted -> broughtBy.get(wanted).intersects(chosen));
      if (!there) {
        chosen.set(any.nextSetBit(0));
      }
    }
    return chosen;
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
