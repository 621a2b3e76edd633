// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * A file as the parser read it.
 *
 * @param file the file
 * @param descr what the parser read; compiling changes it, so it is good for one compilation
 */
record ParsedFile(RuleFile file, PackageDescr descr) {

  String path() {
    return file.path();
  }

  String packageName() {
    return descr.getName();
  }

  List<ParsedRule> rules() {
    return descr.getRules().stream().map(this::rule).toList();
  }

  private ParsedRule rule(RuleDescr one) {
    return new ParsedRule(file, packageName(), one);
  }
}
