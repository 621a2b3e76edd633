// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;

/** Checks the source of a tenant's file: what stands outside of its rules. */
final class TenantCheck {
  private final ParsedFile file;
  private final Problems problems;

  private TenantCheck(ParsedFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  static void check(ParsedFile file, Problems problems) {
    TenantCheck check = new TenantCheck(file, problems);
    check.imports();
    check.rest();
  }

  private void imports() {
    for (ImportDescr one : file.descr().getImports()) {
      if (!AllowList.IMPORTS.contains(one.getTarget())) {
        refuse(
            one,
            "imports " + Refusal.quote(one.getTarget()),
            "import Item, Proposals, Cell, texts, numbers, dates, List, Map and Set only, by name");
      }
    }
    PackageDescr descr = file.descr();
    descr
        .getFunctionImports()
        .forEach(
            one -> refuse(one, "imports " + Refusal.quote(one.getTarget()) + " statically", ASK));
    descr
        .getAccumulateImports()
        .forEach(one -> refuse(one, "imports the accumulate function " + quoted(one), ASK));
  }

  private static final String ASK = "ask the item for what the rule needs to know";

  private static String quoted(BaseDescr one) {
    return "'" + Refusal.quote(String.valueOf(one.getText())) + "'";
  }

  private void rest() {
    PackageDescr descr = file.descr();
    descr
        .getFunctions()
        .forEach(
            one -> refuse(one, "has the function '" + Refusal.quote(one.getName()) + "'", ASK));
    descr.getAttributes().stream()
        .filter(one -> !one.getName().equals("dialect"))
        .forEach(
            one ->
                refuse(
                    one,
                    "sets '" + Refusal.quote(one.getName()) + "' for all rules",
                    "leave it out; every rule that matches makes its proposals"));
  }

  private void refuse(BaseDescr where, String does, String advice) {
    List<ParsedRule> rules = file.rules();
    String whose =
        rules.isEmpty() ? "rules" : "rules such as '" + Refusal.quote(rules.get(0).name()) + "'";
    problems.add(
        file.path(),
        where.getLine(),
        "Expected "
            + whose
            + " to only ask the item and make proposals, but the file "
            + does
            + ".",
        advice);
  }
}
