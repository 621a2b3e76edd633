// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * Throws connections out of the pool whose H2 database was closed under them, as it is when its
 * disk is full: the next connection opens the files again. Made by the pool. Thread-safe.
 */
public final class ClosedH2Eviction implements SQLExceptionOverride {

  @java.lang.Override // the pool calls its verdict Override too
  public Override adjudicate(SQLException failure) {
    int code = failure.getErrorCode();
    return code == ErrorCode.DATABASE_IS_CLOSED || code == ErrorCode.OBJECT_CLOSED
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
