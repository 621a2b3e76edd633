@NullMarked
package io.millrace.examples.replay.report;

import org.jspecify.annotations.NullMarked;
