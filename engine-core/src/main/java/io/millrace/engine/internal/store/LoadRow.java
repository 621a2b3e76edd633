// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** How many open steps somebody has. */
public record LoadRow(String assignee, int steps) {}
