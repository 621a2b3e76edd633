@NullMarked
package io.millrace.spring.boot3;

import org.jspecify.annotations.NullMarked;
