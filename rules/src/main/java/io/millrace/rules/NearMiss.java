// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

/**
 * A rule that did not fire, and the first of its conditions that did not hold. Immutable.
 *
 * @param rule the rule's full name: package and name
 * @param condition the condition that failed, in plain words
 * @param met how many of its conditions held before that one
 * @param conditions how many conditions it has
 */
public record NearMiss(String rule, String condition, int met, int conditions) {}
