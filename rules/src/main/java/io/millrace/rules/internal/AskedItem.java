// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.drl.Item;

/** An item that takes questions as values: what conditions that are data ask. */
public interface AskedItem extends Item {

  /** Whether it holds. */
  boolean test(Question question);
}
