/**
 * A command-line host that embeds Millrace and replays an incident log through the value stream
 * that restores a live service.
 */
@NullMarked
package io.millrace.examples.replay;

import org.jspecify.annotations.NullMarked;
