@NullMarked
package io.millrace.spring.boot;

import org.jspecify.annotations.NullMarked;
