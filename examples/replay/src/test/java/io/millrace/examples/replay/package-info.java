@NullMarked
package io.millrace.examples.replay;

import org.jspecify.annotations.NullMarked;
