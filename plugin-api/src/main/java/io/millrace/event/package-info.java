/** Facts told to the host after the transaction that made them true has committed. */
@NullMarked
package io.millrace.event;

import org.jspecify.annotations.NullMarked;
