// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** The key of MR_COMMAND. */
public record CommandName(String tenant, String commandId) {}
