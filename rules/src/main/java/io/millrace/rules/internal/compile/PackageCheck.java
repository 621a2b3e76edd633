// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;

/** Checks what a file says about its package, whoever wrote it. */
final class PackageCheck {
  static final String ITEM = Item.class.getName();
  static final String PROPOSALS = Proposals.class.getName();
  static final String GLOBAL = "proposals";

  private static final String WORDS = Item.class.getPackageName() + ".*";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
  private static final int LONGEST_NAME = 200;
  private static final String BUILT_IN = "io.millrace.policy.";
  private static final List<String> RESERVED =
      List.of(
          "com.sun.", "io.millrace.", "java.", "javax.", "jdk.", "org.drools.", "org.kie.", "sun.");

  private final ParsedFile file;
  private final PackageDescr descr;
  private final Problems problems;

  private PackageCheck(ParsedFile file, Problems problems) {
    this.file = file;
    this.descr = file.descr();
    this.problems = problems;
  }

  static void check(ParsedFile file, Problems problems) {
    PackageCheck check = new PackageCheck(file, problems);
    check.name();
    check.words();
    check.global();
    check.dialect();
    check.declarations();
  }

  private void name() {
    String name = descr.getName();
    int line = lineOf("package");
    if (name.isEmpty()) {
      add(
          1,
          "Expected the file to begin with its package, but it names none.",
          "begin with 'package <yours>.<decision point>;', the decision point without hyphens");
    } else if (!NAME.matcher(name).matches()
        || !SourceVersion.isName(name)
        || name.length() > LONGEST_NAME) {
      add(
          line,
          "Expected a package of words in lower case, but it is '" + Refusal.quote(name) + "'.",
          "use letters a to z, digits, and dots between words that are not Java's");
    } else if (isReserved(name + ".")) {
      add(
          line,
          "Expected a package of your own, but '" + name + "' is reserved.",
          "begin it with your own domain, or with '" + BUILT_IN + "' to override built-in rules");
    }
  }

  private static boolean isReserved(String prefix) {
    return !prefix.startsWith(BUILT_IN) && RESERVED.stream().anyMatch(prefix::startsWith);
  }

  private void words() {
    boolean imported =
        descr.getImports().stream()
            .anyMatch(one -> one.getTarget().equals(ITEM) || one.getTarget().equals(WORDS));
    if (!imported) {
      add(
          0,
          "Expected 'import " + ITEM + ";', but the file does not import it.",
          "add the line below the package");
    }
  }

  private void global() {
    if (descr.getGlobals().isEmpty()) {
      add(
          0,
          "Expected 'global " + PROPOSALS + " " + GLOBAL + ";', but the file does not declare it.",
          "add the line below the imports");
    }
    for (GlobalDescr global : descr.getGlobals()) {
      boolean known =
          global.getIdentifier().equals(GLOBAL)
              && (global.getType().equals(PROPOSALS) || isImportedProposals(global.getType()));
      if (!known) {
        String what = Refusal.quote(global.getType() + " " + global.getIdentifier());
        add(
            global.getLine(),
            "Expected the global '"
                + PROPOSALS
                + " "
                + GLOBAL
                + "' only, but there is '"
                + what
                + "'.",
            "ask the item instead; rules share nothing else");
      }
    }
  }

  private boolean isImportedProposals(String type) {
    return type.equals(Proposals.class.getSimpleName())
        && descr.getImports().stream()
            .anyMatch(one -> one.getTarget().equals(PROPOSALS) || one.getTarget().equals(WORDS));
  }

  private void dialect() {
    for (AttributeDescr attribute : descr.getAttributes()) {
      if (attribute.getName().equals("dialect") && !attribute.getValue().equals("java")) {
        String value = Refusal.quote(attribute.getValue());
        add(
            attribute.getLine(),
            "Expected the dialect 'java', but it is '" + value + "'.",
            "write 'dialect \"java\"', and the consequences in Java");
      }
    }
  }

  private void declarations() {
    descr.getTypeDeclarations().forEach(one -> refuse(one, "declares a type"));
    descr.getEnumDeclarations().forEach(one -> refuse(one, "declares an enumeration"));
    descr.getEntryPointDeclarations().forEach(one -> refuse(one, "declares an entry point"));
    descr.getWindowDeclarations().forEach(one -> refuse(one, "declares a window"));
    descr.getRules().stream()
        .filter(QueryDescr.class::isInstance)
        .forEach(one -> refuse(one, "has the query '" + Refusal.quote(one.getName()) + "'"));
    if (descr.getUnit() != null) {
      refuse(descr.getUnit(), "names a rule unit");
    }
  }

  private void refuse(BaseDescr what, String does) {
    add(
        what.getLine(),
        "Expected rules about items only, but the file " + does + ".",
        "leave it out; a rule can ask the item for every fact");
  }

  private int lineOf(String keyword) {
    String[] lines = file.file().text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].strip().toLowerCase(Locale.ROOT).startsWith(keyword)) {
        return i + 1;
      }
    }
    return 1;
  }

  private void add(int line, String problem, String advice) {
    problems.add(file.path(), line, problem, advice);
  }
}
