@NullMarked
package io.millrace.rules.internal.table;

import org.jspecify.annotations.NullMarked;
