// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** The highest sequence of a tenant in MR_STREAM_CHANGE. */
public record LastStreamChange(String tenant, long sequence) {}
