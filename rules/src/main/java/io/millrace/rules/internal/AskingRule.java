// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.drl.Item;
import java.util.List;
import java.util.function.Predicate;

/** A rule whose conditions can be asked one by one. Immutable and thread-safe. */
public interface AskingRule {

  /** The package and the name, or the table and the row; unique within a pack. */
  String fullName();

  /** What has to hold, in order; each asks the item only. Empty if it always fires. */
  List<Predicate<Item>> conditions();
}
