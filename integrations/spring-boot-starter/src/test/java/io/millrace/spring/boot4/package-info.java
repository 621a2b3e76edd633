@NullMarked
package io.millrace.spring.boot4;

import org.jspecify.annotations.NullMarked;
