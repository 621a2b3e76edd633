/**
 * The report of a replay: one immutable value, and what writes it as a folder of JSON, a page and
 * pictures, or as text.
 */
@NullMarked
package io.millrace.examples.replay.report;

import org.jspecify.annotations.NullMarked;
