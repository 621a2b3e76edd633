// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/**
 * Says which running work items of the tenant are to move to which version of their value stream,
 * and where. Each method changes this builder and returns it. Not thread-safe.
 */
public interface StreamMigration {

  /**
   * Moves work items from this version; may be called again. Without any call, from every other
   * version that the tenant can see.
   */
  StreamMigration from(StreamVersion version);

  /** Moves work items to this version; without the call, to the one in force. */
  StreamMigration to(StreamVersion version);

  /**
   * Work that waits at an element goes on at another one: a step, a subprocess, a timer, or
   * whatever else work waits at. Elements with the same id in both versions need no mapping, if
   * they are of the same kind.
   *
   * @param element an element of the versions to move from
   * @param other the element of the version to move to
   */
  StreamMigration map(String element, String other);

  /**
   * Gives a variable that gateways of the new version compare to work items that lack it, such as
   * the result of a step that is new and that they have passed already.
   *
   * @param variable such as {@code check_result}
   */
  StreamMigration value(String variable, String value);

  /**
   * Checks all of it.
   *
   * @throws io.millrace.model.InvalidInputException with every mapping that cannot be: elements
   *     that do not exist, or that are not of one kind
   * @throws NotFoundException if the tenant has no such version, or none in force
   */
  MigrationPlan build();
}
