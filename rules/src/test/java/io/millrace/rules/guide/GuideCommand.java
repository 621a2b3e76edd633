// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.PackCheck;
import io.millrace.rules.workshop.ScenarioRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Works out what the guide shows as output: {@code test PACK}, {@code check PACK}, {@code explain
 * ITEM PACK POINT... | OUTPUT...}, {@code compare ITEM ITEM PACK}, {@code load PACK}. Digests are
 * left out; of explanations the named outputs are shown, and with {@code close} the rules that came
 * close. For one thread.
 */
final class GuideCommand {
  private static final List<DecisionPoint> BEFORE_PULLING =
      List.of(
          DecisionPoint.CLASSIFICATION,
          DecisionPoint.TRIAGE,
          DecisionPoint.PRIORITY,
          DecisionPoint.CLASS_OF_SERVICE);

  private static final String CLOSE = "Rules that came close";

  private final ExamplePacks packs;

  GuideCommand(ExamplePacks packs) {
    this.packs = packs;
  }

  String run(String line) {
    String[] parts = line.split("\\|", 2);
    String text = printed(parts[0]);
    return parts.length == 1 ? text : parts(text, List.of(parts[1].strip().split(" +")));
  }

  private String printed(String command) {
    List<String> words = List.of(command.strip().split(" +"));
    String first = words.get(1);
    String text =
        switch (words.get(0)) {
          case "test" -> ScenarioRun.of(packs.pack(first)).toText();
          case "check" -> findings(first);
          case "explain" -> explain(first, words.get(2), words.subList(3, words.size()));
          case "compare" -> compare(first, words.get(2), packs.pack(words.get(3)));
          case "load" -> load(first);
          default -> throw new IllegalArgumentException("unknown command: " + command);
        };
    return text.replaceAll(" \\([0-9a-f]{12}\\)", "");
  }

  /** An explanation's head, and those of its parts that are asked for. */
  private static String parts(String text, List<String> shown) {
    StringBuilder kept = new StringBuilder();
    boolean keeps = true;
    for (String line : text.lines().toList()) {
      boolean begins = !line.startsWith(" ");
      boolean before = keeps;
      if (begins && !line.isEmpty()) {
        String part = line.startsWith(CLOSE) ? "close" : line.split(" ", 2)[0];
        keeps = part.equals("Decision") || shown.contains(part);
      }
      if (keeps || line.isEmpty()) {
        kept.append(line).append('\n');
      } else if (before) {
        kept.append("...\n");
      }
    }
    return kept.toString();
  }

  /** The findings that are about files of the topmost layer. */
  List<Finding> ownFindings(String name) {
    PolicyPack pack = packs.pack(name);
    List<KnownFact> own = new ArrayList<>();
    pack.contents()
        .facts()
        .forEach((fact, meaning) -> own.add(KnownFact.of(fact, KnownFact.Type.TEXT, meaning)));
    String top = name.substring(name.lastIndexOf('+') + 1);
    Set<String> files = new HashSet<>(ExamplePacks.source(top).paths());
    return PackCheck.of(pack, KnownFacts.builtIn().with(own)).stream()
        .filter(finding -> about(finding, files))
        .toList();
  }

  /** A layer that leaves nothing to a rule below it may be meant so. */
  private static boolean about(Finding finding, Set<String> files) {
    return finding.id().equals("conflict")
        ? finding.rules().stream().anyMatch(place -> files.contains(place.file()))
        : files.contains(finding.file());
  }

  private String findings(String name) {
    List<Finding> findings = ownFindings(name);
    return findings.isEmpty()
        ? "no findings\n"
        : findings.stream().map(Finding::toText).collect(Collectors.joining("\n"));
  }

  private String explain(String path, String name, List<String> points) {
    ExampleItem item = ExampleItem.read(path);
    PolicyPack pack = packs.pack(name);
    List<DecisionPoint> chain = points.stream().map(DecisionPoint::new).toList();
    return pack.decide(chain, item.facts(), item.at()).stream()
        .map(decision -> pack.explain(decision).toText())
        .collect(Collectors.joining("\n"));
  }

  private static String compare(String first, String second, PolicyPack pack) {
    ExampleItem one = ExampleItem.read(first);
    ExampleItem other = ExampleItem.read(second);
    return pack.compare(decided(pack, one), decided(pack, other), one.at()).text() + "\n";
  }

  private static Facts decided(PolicyPack pack, ExampleItem item) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (Decision one : pack.decide(BEFORE_PULLING, item.facts(), item.at())) {
      one.outputs().forEach((name, value) -> answers.put(one.point().variable(name), value));
    }
    return item.facts().with(Facts.of(answers));
  }

  private static String load(String name) {
    try (PolicyPack pack = ExamplePacks.load(name)) {
      return "loaded " + pack.ref() + "\n";
    } catch (PackLoadException e) {
      return e.getMessage() + "\n";
    }
  }
}
