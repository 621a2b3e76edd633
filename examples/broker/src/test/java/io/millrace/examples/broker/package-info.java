/** Events go to a message broker, which may be down for a while. */
@NullMarked
package io.millrace.examples.broker;

import org.jspecify.annotations.NullMarked;
