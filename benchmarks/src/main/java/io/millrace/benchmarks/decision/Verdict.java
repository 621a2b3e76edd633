// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

/**
 * What one full decision says. Immutable.
 *
 * @param kind what kind of work it is
 * @param category what it is about
 * @param level how important it is
 * @param classOfService how it is treated in the queue
 */
public record Verdict(String kind, String category, String level, String classOfService) {}
