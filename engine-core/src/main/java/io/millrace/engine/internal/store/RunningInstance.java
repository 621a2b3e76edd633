// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** An instance of a stream that has not ended, and the id of its work item. */
public record RunningInstance(String engineId, String item, String digest) {}
