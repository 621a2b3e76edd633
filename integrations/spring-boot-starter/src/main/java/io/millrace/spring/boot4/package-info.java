/** Millrace in Spring Boot 4: what is different from other lines. */
@NullMarked
package io.millrace.spring.boot4;

import org.jspecify.annotations.NullMarked;
