@NullMarked
package io.millrace.examples.axle;

import org.jspecify.annotations.NullMarked;
