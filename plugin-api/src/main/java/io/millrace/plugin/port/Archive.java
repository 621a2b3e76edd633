// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostCalls;
import io.millrace.api.HostImplements;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;

/**
 * Keeps work items that are about to be deleted. Called by whoever cleans up: a thread of
 * Millrace's own or the host's, perhaps several at once, also on several nodes. Implementations are
 * thread-safe and do not call Millrace.
 */
@HostImplements
public interface Archive {

  /**
   * Takes work items, inside the transaction that deletes them afterwards. What it returns from is
   * kept for good, on disk and not in a buffer alone. After a crash or a conflict the same work
   * item may come again: its key says that it is the same.
   *
   * @param documents to be read once, one after another, during the call only
   * @throws Exception to have nothing deleted; clean-up tries again later
   */
  void take(Iterable<Document> documents) throws Exception;

  /**
   * Replaces what names a person in the documents of one tenant. Called outside any transaction;
   * the same erasure may come again and finds less to do.
   *
   * @return how many documents hold something to replace
   * @throws Exception to let the erasure fail, which can then be repeated
   */
  long erase(Erasure erasure) throws Exception;

  /** One work item with everything that is stored of it, as JSON. */
  @HostCalls
  interface Document {

    /** The tenant, as the host names it: not safe as a file name. */
    String tenant();

    /** The host's id of the work item: not safe as a file name. */
    String id();

    /** Tells work items apart for good, even if the host uses an id again. */
    UUID key();

    /** When the work item was closed or cancelled. */
    Instant endedAt();

    /** Writes one JSON object in UTF-8 on one line, without a line break. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** What to replace, and by what. */
  @HostCalls
  interface Erasure {

    /** The tenant whose documents are meant. */
    String tenant();

    /** Whether to count only, and to change nothing. */
    boolean dryRun();

    /**
     * Copies documents, one a line, and replaces what names the person.
     *
     * @return how many of the documents are different in the copy
     * @throws IOException if a document is not JSON, or a stream fails
     */
    long rewrite(InputStream documents, OutputStream copy) throws IOException;
  }
}
