/**
 * The command line tool {@code millrace}: one class for each command. What a command prints and
 * writes is stable; the classes are not an API.
 */
@NullMarked
package io.millrace.cli;

import org.jspecify.annotations.NullMarked;
