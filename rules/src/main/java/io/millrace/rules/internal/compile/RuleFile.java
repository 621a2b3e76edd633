// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

/**
 * A file of rules in DRL, as it came. Immutable.
 *
 * @param path its path within its pack, for messages only
 * @param text what it says
 */
public record RuleFile(String path, String text) {}
