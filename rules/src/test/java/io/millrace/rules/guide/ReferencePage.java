// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.PullCriterion;
import io.millrace.rules.change.GuardrailSettings;
import io.millrace.rules.change.RiskQuestionnaire;
import io.millrace.rules.guide.JavaSource.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the reference for rule authors from the built-in pack and the sources. */
final class ReferencePage {
  private final PolicyPack pack;
  private final PackContents contents;
  private final Markdown page = new Markdown();

  private ReferencePage(PolicyPack pack) {
    this.pack = pack;
    this.contents = pack.contents();
  }

  static String of(PolicyPack pack) {
    return new ReferencePage(pack).write();
  }

  private String write() {
    page.text("# Policy reference");
    page.text(
        "<!-- Written by PolicyReferenceTest from the built-in pack and the sources; do not edit."
            + " -->");
    page.text(
        "Everything that policies can use, as it is in this version; how to use it is in the"
            + " [guide](policies.md).");
    points();
    facts();
    ReferenceLists.numbers(page);
    words();
    ReferenceLists.settings(page);
    pullOrder();
    matrices();
    routes();
    guardrails();
    new ReferenceRules(pack, page).write();
    findings();
    ReferenceLists.limits(page);
    return page.toString();
  }

  private void points() {
    page.heading(2, "Decision points");
    page.text(
        "In the order in which they are asked. An output is a fact for the points after it, by the"
            + " name `<point>_<output>` with underscores for hyphens.");
    page.table("point", "outputs", "facts that the built-in rules read");
    for (DecisionPoint point : pack.points()) {
      List<String> read =
          KnownFacts.builtIn().all().stream()
              .filter(fact -> fact.points().contains(point))
              .map(KnownFact::name)
              .toList();
      page.row(
          Markdown.code(point.name()), Markdown.codes(pack.outputs(point)), Markdown.codes(read));
    }
    page.end();
  }

  private void facts() {
    page.heading(2, "Facts");
    page.text(
        "Facts that Millrace knows. A host may supply any others; declare those in `pack.yaml`"
            + " (`facts`).");
    page.table("fact", "type", "what it says", "read by");
    for (KnownFact fact : KnownFacts.builtIn().all()) {
      page.row(
          Markdown.code(fact.name()),
          type(fact),
          fact.description(),
          Markdown.codes(fact.points().stream().map(DecisionPoint::name).toList()));
    }
    page.end();
  }

  private static String type(KnownFact fact) {
    return switch (fact.type()) {
      case TEXT -> "text";
      case WORD -> fact.allowed().isEmpty() ? "word" : Markdown.codes(fact.allowed());
      case NUMBER -> "number (" + fact.unit() + ")";
      case TRUTH -> "`true`, `false`";
      case INSTANT -> "date or instant";
      case LIST -> "list of texts";
    };
  }

  private void words() {
    page.heading(2, "Words for rules");
    page.text(
        "Texts are compared without regard to upper and lower case and to blanks at the ends."
            + " Asked of the item (`$item : Item( ... )`), most in conditions:");
    words(JavaSource.of("drl/Item"));
    page.text("Called as `proposals.<word>` after `then`; a strength is from 1 to 100:");
    words(JavaSource.of("drl/Proposals"));
  }

  private void words(JavaSource source) {
    page.table("word", "meaning");
    List<Method> same = new ArrayList<>();
    for (Method method : source.methods()) {
      if (!same.isEmpty() && !isOverload(same.get(0), method)) {
        word(same);
        same.clear();
      }
      same.add(method);
    }
    word(same);
    page.end();
  }

  private void word(List<Method> overloads) {
    Method first = overloads.get(0);
    Method last = overloads.get(overloads.size() - 1);
    boolean isLong = overloads.size() > 3;
    String forms =
        isLong
            ? Markdown.code(first.toString()) + " to " + Markdown.code(last.toString())
            : Markdown.codes(overloads.stream().map(Method::toString).toList());
    page.row(forms, last.doc());
  }

  private static boolean isOverload(Method one, Method other) {
    return one.name().equals(other.name()) && one.doc().equals(other.doc());
  }

  private void pullOrder() {
    page.heading(2, "Pull order");
    page.text(
        "Criteria for the setting `pull-order`; the built-in order is "
            + Markdown.codes(List.of(setting("pull-order").split(", ")))
            + ". An item about which a criterion knows nothing comes after the others.");
    page.table("criterion", "fact", "what comes first");
    Map<String, String> docs = JavaSource.of("PullCriterion").constants();
    for (PullCriterion criterion : PullCriterion.values()) {
      page.row(
          Markdown.code(criterion.label()),
          Markdown.code(criterion.fact()),
          docs.getOrDefault(criterion.name(), ""));
    }
    page.end();
  }

  private void matrices() {
    page.heading(2, "Priority matrices");
    page.text("Impact down, urgency across; for the setting `priority-matrix`.");
    for (String name : PriorityMatrices.names()) {
      PriorityMatrix matrix = PriorityMatrices.named(name);
      page.text(
          "**`"
              + name
              + "`**: number 1 is the "
              + (matrix.orientation() == PriorityMatrix.Orientation.LOWEST_FIRST ? "most" : "least")
              + " important; what is not known counts as impact `"
              + matrix.impactFallback()
              + "` and urgency `"
              + matrix.urgencyFallback()
              + "`.");
      List<String> header = new ArrayList<>(List.of("impact / urgency"));
      header.addAll(matrix.urgencies());
      page.table(header.toArray(String[]::new));
      for (String impact : matrix.impacts()) {
        List<String> row = new ArrayList<>(List.of(impact));
        matrix.urgencies().forEach(urgency -> row.add(matrix.level(impact, urgency)));
        page.row(row.toArray(String[]::new));
      }
      page.end();
    }
  }

  private void routes() {
    page.heading(2, "Teams by category");
    page.table("team", "categories");
    Map<String, List<String>> teams = new TreeMap<>();
    contents
        .settings()
        .forEach(
            (key, team) -> {
              if (key.startsWith("route ")) {
                teams
                    .computeIfAbsent(team, name -> new ArrayList<>())
                    .add(key.substring("route ".length()));
              }
            });
    teams.forEach((team, categories) -> page.row(Markdown.code(team), Markdown.codes(categories)));
    page.row(Markdown.code(setting("default-team")), "all others");
    page.end();
  }

  private String setting(String key) {
    return contents.settings().getOrDefault(key, "");
  }

  private void guardrails() {
    page.heading(2, "Settings of change guardrails");
    page.text("See [change guardrails](change-guardrails.md) for what they do.");
    page.table("setting", "value");
    GuardrailSettings settings = GuardrailSettings.defaults();
    new TreeMap<>(settings.limits())
        .forEach((name, limit) -> page.row("limit `" + name + "`", number(limit)));
    new TreeMap<>(settings.lists())
        .forEach((name, list) -> page.row("list `" + name + "`", Markdown.codes(list)));
    new TreeMap<>(settings.approvers())
        .forEach((name, role) -> page.row("approver `" + name + "`", Markdown.code(role)));
    page.end();
    riskQuestions(settings.questionnaire());
  }

  private void riskQuestions(RiskQuestionnaire questionnaire) {
    page.table("risk question", "points by answer");
    questionnaire
        .questions()
        .forEach(
            question ->
                page.row(
                    Markdown.code(question.fact()),
                    question.points().entrySet().stream()
                        .map(answer -> Markdown.code(answer.getKey()) + " " + answer.getValue())
                        .collect(Collectors.joining(", "))));
    page.row(
        "bands",
        questionnaire.bands().entrySet().stream()
            .map(band -> "from " + band.getKey() + " `" + band.getValue().code() + "`")
            .collect(Collectors.joining(", ")));
    page.end();
  }

  private void findings() {
    page.heading(2, "Findings of the check");
    page.table("finding", "severity", "what it says");
    for (List<String> row : JavaSource.of("workshop/PackCheck").rows()) {
      page.row(Markdown.code(row.get(0)), row.get(1), row.get(2));
    }
    page.end();
  }

  private static String number(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
