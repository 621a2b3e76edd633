// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** The highest sequence of a tenant in MR_PACK_ACTIVATION. */
public record LastActivation(String tenant, long sequence) {}
