/**
 * Readers of ticket logs (ServiceNow, XES, CSV with a mapping of its columns): a log file is
 * validated as a whole, sorted by time on disk, and then read as a sequence of {@link
 * io.millrace.logs.LogEvent}s. {@link io.millrace.logs.SortedLog#prepare} is the way in. Memory
 * does not grow with the file.
 */
@NullMarked
package io.millrace.logs;

import org.jspecify.annotations.NullMarked;
