// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** The outputs of one decision, as JSON. */
public record AnswersRow(String point, String outputs) {}
