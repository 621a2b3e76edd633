/** Events of Millrace in the form of the CloudEvents specification, version 1.0. */
@NullMarked
package io.millrace.cloudevents;

import org.jspecify.annotations.NullMarked;
